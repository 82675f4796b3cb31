extension SimulatedRefusal {
    private static let json = "application/json; charset=utf-8"
    private static let html = "text/html; charset=utf-8"
    private static let plain = "text/plain; charset=utf-8"

    /// Bodies that are not the documented JSON object.
    static let shapes: [SimulatedRefusal] = [
        .init(
            "500 with the text in <pre>",
            .text(
                status: 500, contentType: html,
                body: "<html><body><h2>HTTP ERROR 500</h2><pre>    worker is gone</pre></body></html>")),
        .init(
            "500 with the text in <title>",
            .text(status: 500, contentType: html, body: "<html><head><title>Error 500</title></head></html>")),
        .init("500 as plain text", .text(status: 500, contentType: plain, body: "something went wrong\n")),
        .init("500 as a JSON array", .text(status: 500, contentType: json, body: #"["down"]"#)),
        .init("500 as a JSON string", .text(status: 500, contentType: json, body: #""down""#)),
        .init("500 as API 1.2 has it", .text(status: 500, contentType: json, body: #"{"error":"ContextNotFound"}"#)),
        .init(
            "404 as SCIM has it",
            .text(status: 404, contentType: "application/scim+json", body: scimBody("User not found"))),
        .init(
            "404 as SCIM has it, without detail",
            .text(status: 404, contentType: "application/scim+json", body: scimBody("null"))),
        .init(
            "503 with junk in details",
            .text(
                status: 503, contentType: json,
                body: #"{"details":[5,"x",null,[],{"@type":7},{"@type":"type.googleapis.com/google.rpc.RequestInfo","#
                    + #""request_id":"8a7b6c5d-0000-4111-8222-933344445555"}],"error_code":"TEMPORARILY_UNAVAILABLE","#
                    + #""message":"try later"}"#)),
    ]

    /// 200 and 3xx that are no success.
    static let noSuccesses: [SimulatedRefusal] = [
        .init("200 with the login page", .loginPage),
        .init(
            "200 with the login page behind blanks and a mark",
            .text(
                status: 200, contentType: html,
                body: "\u{FEFF}\r\n\r\n  <!doctype html><title>Databricks - Sign In</title>")),
        .init("200 as plain text", .text(status: 200, contentType: plain, body: "OK")),
        .init("200 with an empty body", .text(status: 200, contentType: json, body: "")),
        .init(
            "200 with an error's body",
            .text(status: 200, contentType: json, body: #"{"error_code":"INTERNAL_ERROR","message":"down"}"#)),
        .init("200 as a JSON array", .text(status: 200, contentType: json, body: "[]")),
        .init(
            "302 to the login page", .redirect(status: 302, location: "/login.html?next_url=%2Fapi%2F2.2%2Fjobs%2Flist")
        ),
        .init(
            "303 to the login page", .redirect(status: 303, location: "/login.html?next_url=%2Fapi%2F2.2%2Fjobs%2Flist")
        ),
        .init(
            "302 for private link",
            .redirect(status: 302, location: "/login.html?error=private-link-validation-error:1234567890123456")),
        .init("301 to another host", .redirect(status: 301, location: "https://accounts.cloud.databricks.com/")),
    ]

    private static func scimBody(_ detail: String) -> String {
        #"{"schemas":["urn:ietf:params:scim:api:messages:2.0:Error"],"detail":"\#(detail)","status":"404","#
            + #""scimType":"invalidValue"}"#
    }
}
