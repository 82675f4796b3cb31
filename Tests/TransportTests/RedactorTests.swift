import Testing

@testable import Transport

@Suite struct RedactorTests {
    struct Masked: CustomTestStringConvertible {
        let text: String
        let result: String
        var testDescription: String { text }

        /// `[…]` in a row is what must be masked; the brackets themselves are not part of the text.
        init(_ row: String) {
            text = row.split(separator: "⟦").map { $0.replacing("⟧", with: "") }.joined()
            var output = ""
            var isInside = false
            for character in row {
                switch character {
                case "⟦":
                    isInside = true
                    output += Redactor.mask
                case "⟧": isInside = false
                default: if !isInside { output.append(character) }
                }
            }
            result = output
        }
    }

    @Test(
        arguments: [
            "token ⟦dapi0123456789abcdef0123456789abcdef⟧ refused",
            "⟦dapi0123456789abcdef0123456789abcdef-2⟧.",
            "x=1&⟦dapiab12cd34ef56⟧",
            "escaped\\n⟦dapi0123456789abcdef0123456789abcdef⟧",
            "percent%3D⟦dapi0123456789abcdef0123456789abcdef⟧",
            "⟦dapi0123456789abcdef0123456789abcdef⟧ ",
            "remote: ⟦ghp_16C7e42F292c6912E7710c838347Ae178B4a⟧ is bad",
            "⟦gho_16C7e42F292c6912E7710c838347Ae178B4a⟧ ⟦ghu_16C7e42F292c6912E7710c838347Ae178B4a⟧",
            "⟦ghs_16C7e42F292c6912E7710c838347Ae178B4a⟧,⟦ghr_16C7e42F292c6912E7710c838347Ae178B4a⟧",
            "('⟦github_pat_11ABCDEFG0abcdefghijkl_mnopqrstuvwxyz0123456789⟧')",
            "InvalidAccessKeyId: ⟦AKIAIOSFODNN7EXAMPLE⟧ does not exist",
            "got ⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9PlFUP0THsR8U⟧.",
            "cut ⟦eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0⟧",
            "Authorization: Bearer ⟦abcdef⟧",
            "authorization: bearer ⟦abcdef⟧ x",
            "{'Authorization': 'Bearer ⟦s3cr3t-value⟧'}",
            "token=Bearer ⟦abc⟧ x",
            "header Bearer ⟦xyzzy.plugh⟧, retry",
            "Authorization: Basic ⟦dXNlcjpwYXNz⟧",
            "client_secret=⟦s3cr3t⟧&grant_type=client_credentials",
            #"{"user": "ana", "password": "⟦hunter two, or three⟧"}"#,
            #"{\"password\": \"⟦hunter2⟧\", \"x\": 1}"#,
            #"{"password": "⟦with \" quote⟧", "x": 1}"#,
            "{'db_password': '⟦it;s & this⟧'}",
            "password: ⟦x⟧",
            "PASSWORD = ⟦Tr0ub4dor⟧&next=3",
            "Password=⟦p@ss(w)ord⟧;Encrypt=true",
            "api_key=⟦k-12⟧, next",
            "x-api-key: ⟦k-12⟧",
            "aws_secret_access_key = ⟦wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY⟧",
            "DefaultEndpointsProtocol=https;AccountName=acme;AccountKey=⟦Zm9vYmFyYmF6cXV4+/==⟧;EndpointSuffix=core.windows.net",
            "Endpoint=sb://acme.example/;SharedAccessKey=⟦abc/def=⟧",
            "token: ⟦abc123⟧\nnext line",
            "Invalid access token: ⟦abc123⟧ was refused",
            "token='⟦two words⟧'",
            "os.environ['API_TOKEN'] = '⟦v4lue⟧'",
            "curl --password ⟦hunter2⟧ https://example.com/",
            "password := ⟦hunter2⟧",
            "Map(password -> ⟦hunter2⟧, url -> x)",
            "'password' => '⟦hunter2⟧'",
            "if token == '⟦abcdef⟧':",
            "password=\"\"\"⟦line one\nline two⟧\"\"\"",
            "(password=⟦abc⟧)",
            "UID=sa;PWD=⟦Passw0rd⟧;",
            "password=⟦geheim-äöü⟧ ende",
            "postgresql://etl:⟦hunter2⟧@db.example.com:5432/sales",
            "https://x-access-token:⟦abc⟧@github.example/acme/repo.git",
            "amqp://u:⟦p@ss⟧@broker/vhost",
            "mysql://u:⟦p/w#1⟧@broker/db",
            "jdbc:mysql://u:⟦secret1⟧@h/db?password=⟦other2⟧",
            "⟦-----BEGIN RSA PRIVATE KEY-----\nMIIEow\nabc=\n-----END RSA PRIVATE KEY-----⟧\nrest",
            #"key ⟦-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n-----END PRIVATE KEY-----⟧\n"#,
            "⟦-----BEGIN EC PRIVATE KEY-----\nMHcCAQEEIIbLyPq8xNfK2+xV4AoGCCqGSM49\nMHcCAQEE7⟧\nFailed to load",
            #"⟦-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQEFAASC⟧"#,
            "⟦-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,AB12\n\nMIIEvQ1⟧\n",
        ].map(Masked.init))
    func credentialIsMasked(_ row: Masked) {
        let result = Redactor().redact(row.text)
        #expect(result == row.result)
        #expect(Redactor().redact(result) == result)
    }

    @Test(arguments: [
        "", "plain text", "KeyError: 'token'", "KeyError: 'password'\n", "SyntaxError: unexpected token: )",
        "ParseException: Unexpected token: FROM at line 3", "unrecognized token: \"abc\"",
        "secret scope does not exist", "Secret does not exist with scope: kv and key: db-password",
        "token is expired", "Invalid token: the signature does not match", "Invalid token: unexpected end",
        "MY_TOKEN: command not found", "Secret: scope kv is missing", "invalid token: expired",
        "Failed to get access token: ConnectionError: refused", "Could not refresh token: 401 Unauthorized",
        "invalid client secret: AADSTS7000215: Invalid client secret provided.",
        "ValueError: Bearer token is missing", "Bearer authentication failed", "WWW-Authenticate: Bearer realm=\"x\"",
        "the bearer must sign", "a standapid value", "standapi0123456789abcdef", "dapi", "dapi-client is missing",
        "see /dbfs/tmp/ghp_/readme.txt", "AKIA", "PAKIAIOSFODNN7EXAMPLE", "eyJ", "monkeyJohn.Smith.Jones",
        "https://adb-1.2.azuredatabricks.net/?o=1#job/1/run/2", "http://host:8080/path/@scope/pkg",
        "https://user@host/path", "s3://bucket/key=1/part", "ssh://git@host:22/x", "http://[::1]:80/a@b",
        "abfss://raw@acme.dfs.core.windows.net/in", "mailto:ana@example.com", "10:30:00 started",
        "passwords: two", "tokenizer=abc", "secrets=[1]", "max_tokens=4096", "password", "password=", "password:",
        "password=''", "password = None", "token=null", "password=<password>", "token=${TOKEN}",
        "password={{secrets/kv/db}}", "token = get_token()", "token = os.environ[\"TOKEN\"]",
        "token = dbutils.secrets.get(scope, key)", "token::type", "password=*********(redacted)", "password=[REDACTED]",
        "if token == other:", "secret://scope/key",
        "-----BEGIN CERTIFICATE-----\nMIIC\n-----END CERTIFICATE-----", "--token is required", "a -- b",
        "PWD=/home/ubuntu", "notebook_params={\"day\": \"2024-05-01\"}", "Zeichen: äöü ‹ok› 日本",
        "def connect(user: str, password: str, token: str = None):",
        "org.apache.spark.SparkException: Job aborted due to stage failure: Task 3 in stage 5.0 failed 4 times",
    ])
    func ordinaryTextStaysAsItIs(_ text: String) {
        #expect(Redactor().redact(text) == text)
    }

    @Test func configuredSecretIsMaskedWhereverItStands() {
        let redactor = Redactor(secrets: [
            Secret("s3cr3t-α"), Secret("abcd"), Secret("abcdefgh"), Secret("ab"), Secret(""),
        ])
        #expect(redactor.redact("xs3cr3t-αx ab abcdefgh abcde") == "x‹redacted›x ab ‹redacted› ‹redacted›e")
        #expect(redactor.adding([Secret("second")]).redact("a second s3cr3t-α") == "a ‹redacted› ‹redacted›")
        #expect(redactor.redact("a second") == "a second")
    }

    @Test func overlappingSecretsAreMaskedWhole() {
        let redactor = Redactor(secrets: [Secret("abcd1234"), Secret("1234efgh"), Secret("d1234ef")])
        #expect(redactor.redact("-abcd1234efgh-") == "-‹redacted›-")
        #expect(redactor.redact("-abcd1234abcd1234-") == "-‹redacted›‹redacted›-")
    }

    @Test func longSecretIsMaskedAsFarAsTheTextAgrees() {
        let secret = String(repeating: "0123456789", count: 20)
        let redactor = Redactor(secrets: [Secret(secret)])
        #expect(redactor.redact("a \(secret) b") == "a ‹redacted› b")
        #expect(redactor.redact("cut \(secret.prefix(150))…") == "cut ‹redacted›…")
    }

    @Test func valueRecognisedOnceIsMaskedInEveryTextOfTheFailure() {
        let texts = Redactor().redact(["login hunter2 failed", "at x\npassword=hunter2;", "no value"])
        #expect(texts == ["login ‹redacted› failed", "at x\npassword=‹redacted›;", "no value"])
        #expect(Redactor().redact(["password=none", "none is here"]) == ["password=none", "none is here"])
        #expect(Redactor().redact(["a", "token: \"the\"", "the end"]) == ["a", "token: \"‹redacted›\"", "the end"])
        let code = Redactor().redact(["KeyError: 'db_password'", "password = db_password"])
        #expect(code == ["KeyError: 'db_password'", "password = ‹redacted›"])
        #expect(Redactor().redact([]) == [])
    }

    @Test(
        .timeLimit(.minutes(10)),
        arguments: [
            "eyJ-", "eyJaaaaaaa.", "a://b:", "a://b:c/", "password=\"", "password=", "token: ", "ghp_", "dapi",
            "dapi0-",
            "-----BEGIN PRIVATE KEY-----", "-----END", "--a", "Bearer ", "bearer a-", "\\", "password=\\",
            "a_token=aaaa1 ",
            "aaaaaaaa", "AKIA", "=", ":", "'", "password='''",
        ])
    func anyShapeTakesLinearTime(_ unit: String) {
        let text = String(repeating: unit, count: 200_000 / unit.utf8.count)
        let needle = String(repeating: "a", count: 63) + "b"
        let redactor = Redactor(secrets: [Secret(needle), Secret(String(repeating: "a", count: 4000))])
        #expect(!redactor.redact([text, "x"]).isEmpty)
    }

    /// Notebooks colour their traces: a colour within a credential must not save it from being masked.
    @Test(arguments: [
        "password=\u{1B}[31mZq81kLm0PxRt77\u{1B}[0m", "client_secret\u{1B}[39;49;00m=\u{1B}[33mZq81kLm0PxRt77",
        "\u{1B}[32mtoken\u{1B}[0m= Zq81kLm0PxRt77", "Bearer \u{1B}[31mZq81kLm0PxRt77.x.y",
        "https://user:\u{1B}[31mZq81kLm0PxRt77@host/", "password\u{1}=Zq81kLm0PxRt77",
        "{\"password\":\n  \"Zq81kLm0PxRt77\"}", "login tok\u{1B}[0m-configured-99-Zq81kLm0PxRt77 refused",
    ])
    func escapesHideNothing(_ text: String) {
        let masked = Redactor(secrets: [Secret("tok-configured-99-Zq81kLm0PxRt77")]).redact(text)
        #expect(masked.contains("‹redacted›"))
        #expect(!masked.contains("Zq81kLm0PxRt77"), "\(masked)")
    }

}
