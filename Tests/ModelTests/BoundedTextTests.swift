import Model
import Testing

@Suite struct BoundedTextTests {
    @Test(arguments: [
        ("", 0, ""), ("abc", 3, "abc"), ("abcd", 3, "abc"), ("aé", 2, "a"), ("aé", 3, "aé"), ("日本", 5, "日"),
        ("😀", 3, ""), ("e\u{301}x", 2, "e"), ("\r\n", 1, "\r"),
    ])
    func textIsCutBetweenScalars(text: String, limit: Int, result: String) {
        #expect(Array(text.cut(toBytes: limit).utf8) == Array(result.utf8))
    }
}
