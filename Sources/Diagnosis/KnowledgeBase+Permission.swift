internal import Model

extension KnowledgeBase {
    /// A right, credential or token is missing or expired.
    static let permission: [KnownFailure] = [
        KnownFailure(
            .permission, .named,
            any: [
                "insufficient_permissions", "does not have use catalog", "does not have use schema",
                "does not have use_catalog", "does not have use_schema", "does not have select", "does not have modify",
                "does not have create", "does not have read files", "does not have write files",
                "does not have read volume",
                "does not have write volume", "does not have execute", "does not have manage",
                "does not have privilege",
                "insufficient privileges", "lacks the privilege", "ora-01031",
            ],
            cause: "The run-as identity lacks a privilege on a catalog, schema, table, volume or database object",
            action: "Grant the privilege named in the error on the named object to the job's run-as identity, then"
                + " repair the run."),
        KnownFailure(
            .permission, .named,
            any: [
                "expiredtoken", "token is expired", "token has expired", "expired token", "token expired",
                "jwt expired",
                "token included in the request is expired", "aadsts7000222", "aadsts700082", "requestexpired",
                "credentials have expired", "credentials expired", "invalid_grant", "tokenexpired",
            ],
            cause: "A token or client secret has expired",
            action: "Create a new token or client secret, store it in the secret scope the job reads, then repair the"
                + " run."),
        KnownFailure(
            .permission, .named,
            any: [
                "invalid access token", "invalid_client", "aadsts7000215", "aadsts700016", "aadsts50126",
                "bad credentials",
                "login failed for", "password authentication failed", "access denied for user",
                "invalid username or password", "incorrect username or password", "ora-01017", "authentication failed",
                "credential was not sent", "invalidaccesskeyid", "signaturedoesnotmatch", "invalid api key",
                "could not read username", "invalid credentials", "credentials are invalid", "wrong password",
                "invalid_token", "invalid_session_id", "authenticationerror", "authentication error", "deactivated",
                "publickey", "authenticationfailed", "authenticationexception",
            ],
            cause: "A login was refused: the token, password or key is wrong or revoked",
            action:
                "Check the credential in the secret scope by logging in with it by hand, replace it if it is refused,"
                + " then repair the run."),
        KnownFailure(
            .permission, .named,
            any: [
                "unable to load aws credentials", "unable to locate credentials", "nocredentialserror",
                "no aws credentials", "nocredentialsprovided", "default credentials were not found",
                "could not automatically determine credentials", "defaultazurecredential failed",
            ],
            cause: "No cloud credential is available to the code",
            action: "Give the cluster an instance profile or service credential, or the code a secret, then repair the"
                + " run."),
        KnownFailure(
            .permission, .named,
            any: ["ip access list", "blocked by databricks ip acl", "ip acl", "not allowed to access this server"],
            cause: "The address the job calls from is not on an access list",
            action: "Add the cluster's outgoing address to the IP access list of the service named in the error."),
        KnownFailure(
            .permission, .named,
            any: [
                "accessdenied", "access denied", "authorizationpermissionmismatch", "authorizationfailure",
                "this request is not authorized", "is not authorized to perform", "storage.objects.", "403 forbidden",
                "accesscontrolexception", "insufficient_scope", "insufficientauthenticationscopes",
                "publicaccessnotpermitted", "keybasedauthenticationnotpermitted", "allaccessdisabled",
            ],
            cause: "The storage or cloud service refused access",
            action:
                "Give the storage credential, instance profile or service principal the action named in the error on"
                + " that path, then repair the run."),
        KnownFailure(
            .permission, .named,
            any: [
                "permission_denied", "permission denied", "permissionerror", "permissiondenied",
                "does not have permission",
                "do not have permission", "required permissions", "securityexception", "unauthorized_error",
                "can_attach_to", "does not have view or", "not have the required",
            ],
            none: ["unable to access the notebook"],
            cause: "The run-as identity lacks a permission in the workspace or on a file",
            action: "Give the job's run-as identity the permission named in the error (Permissions of the object), then"
                + " repair the run."),
        KnownFailure(
            .permission, .general,
            any: [
                "aadsts", "unauthorized", "token is invalid", "invalid token", "invalid credential", "http/1.1 401",
                "http/1.1 403", "403 get", "403 post", "403 head", "403, head", "403, get", "403, put",
                "not authorized", "401 client error", "403 client error", "http 401", "http 403",
                "status code 401", "status code 403", "status code: 401", "status code: 403", "status: 403",
                "status: 401",
                "statuscode=401", "statuscode=403", "status=401", "status=403", "error 401", "error 403", "error: 403",
                "error: 401", ", 403,", ", 401,", "forbidden", "returned 403", "returned 401", "(403)", "(401)",
            ],
            cause: "A service answered that the caller is not allowed",
            action: "Check that the credential the job uses is valid and may call the address in the error, then repair"
                + " the run."),
    ]
}
