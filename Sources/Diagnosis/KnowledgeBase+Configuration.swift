internal import Model

extension KnowledgeBase {
    /// Job, cluster, library, path or secret set up wrongly.
    static let configuration: [KnownFailure] = [
        KnownFailure(
            .configuration, .named,
            any: [
                "secret does not exist", "secretnotfound", "secret not found", "no secret with", "secret_not_found",
                "scope does not exist", "no such secret", "does not exist in scope",
            ],
            cause: "A secret or secret scope does not exist",
            action: "Compare scope and key in the error with databricks secrets list-secrets, create what is missing,"
                + " then repair the run."),
        KnownFailure(
            .configuration, .named,
            any: [
                "library installation failed", "library_install", "could not find a version that satisfies",
                "no matching distribution", "unresolved dependenc", "resolutionimpossible", "library resolution failed",
                "failed to install", "pip install", "pip failed", "subprocess-exited-with-error",
                "failed building wheel",
                "library could not be installed", "installation of libraries", "is not a valid wheel", "%pip",
            ],
            cause: "A library cannot be installed",
            action: "Check name, version and repository of the library in the error (and the route to the repository),"
                + " correct it in the task's libraries, then repair the run."),
        KnownFailure(
            .configuration, .named,
            any: [
                "modulenotfounderror", "no module named", "cannot import name", "importerror", "classnotfoundexception",
                "noclassdeffounderror", "nosuchmethoderror", "no suitable driver", "unsupportedclassversionerror",
                "data_source_not_found", "failed to find data source", "javapackage' object is not callable",
                "incompatibleclasschangeerror", "abstractmethoderror", "no such module", "nosuchfielderror",
                "unsupported class file",
                "unsatisfiedlinkerror",
            ],
            cause: "A library is missing, or its version does not fit the runtime",
            action:
                "Add the library named in the error to the task with a fixed version, or choose the one that fits the"
                + " cluster's runtime, then repair the run."),
        KnownFailure(
            .configuration, .named,
            any: [
                "notebook not found", "unable to access the notebook", "resource_does_not_exist",
                "notebook does not exist",
                "cannot find notebook", "could not find notebook", "no such notebook", "couldn't find remote ref",
                "repository not found", "did not match any file", "unable to find the file",
                "python file does not exist",
                "remote branch", "entry point", "failed to checkout", "cannot read the python file",
            ],
            cause:
                "The notebook, file, branch or repository the task names does not exist, or its identity cannot see it",
            action: "Compare the path, branch or id in the task with the workspace, correct it (or give the run-as"
                + " identity the right to read it), then repair the run."),
        KnownFailure(
            .configuration, .named,
            any: [
                "path_not_found", "path does not exist", "filenotfounderror", "no such file or directory", "nosuchkey",
                "specified key does not exist", "nosuchbucket", "blobnotfound", "specified blob does not exist",
                "specified path does not exist", "specified container does not exist", "containernotfound",
                "specified bucket does not exist", "filesystemnotfound", "specified filesystem does not exist",
                "pathnotfound",
                "nosuchfileexception", "no such mount", "input path does not exist", "volume does not exist",
                "volume_not_found", "resourcenotfound", "nosuchpath",
            ],
            cause: "A file, folder, container or bucket does not exist",
            action: "List the path of the error: if it is mistyped correct the parameter, if the file is late ask its"
                + " source, then repair the run."),
        KnownFailure(
            .configuration, .told,
            any: ["filenotfoundexception"],
            none: ["underlying files have been updated"],
            cause: "A file does not exist",
            action: "List the path of the error: if it is mistyped correct the parameter, if the file is late ask its"
                + " source, then repair the run."),
        KnownFailure(
            .configuration, .named,
            any: [
                "no input widget named", "inputwidgetnotdefined", "arguments are required", "unrecognized arguments",
                "missing required parameter", "required parameter", "missing parameter", "missing job parameter",
                "invalid choice:", "no such option", "missing option", "environment variable", "missing argument",
                "unbound_sql_parameter",
            ],
            cause: "A parameter of the task is missing or wrong",
            action: "Compare the task's parameters with what the code reads, add or correct the one named in the error,"
                + " then repair the run."),
        KnownFailure(
            .configuration, .told,
            any: ["cluster ", "warehouse ", "endpoint ", "policy ", "job ", "pool ", "topic ", "notebook ", "volume "],
            all: ["does not exist"],
            none: ["table ", "relation ", "column "],
            cause: "Something the job uses does not exist",
            action:
                "Compare the name or id in the error with the workspace, correct it in the job, then repair the run."),
        KnownFailure(
            .configuration, .named,
            any: ["init_script", "init script", "initscript"],
            cause: "An init script of the cluster failed",
            action:
                "Read the init script's log in the cluster's log folder, correct the script or its path, then repair"
                + " the run."),
        KnownFailure(
            .configuration, .named,
            any: [
                "invalid_cluster_request", "invalid_run_configuration", "invalid_parameter_value", "invalid_state",
                "feature_disabled", "instance profile", "cluster does not exist", "node type", "node_type_id",
                "cluster policy",
                "spark version", "instance pool", "invalid spark conf", "malformed_request", "invalidargument",
                "not supported in region", "no longer supported", "is not enabled in", "not enabled for",
                "invalid configuration value detected", "uc_not_enabled", "unsupported runtime", "data_security_mode",
                "policy violation", "endpoint_not_found", "warehouse does not exist", "invalid_conf",
                "cannot modify the value of", "cannot_modify_config", "instance_pool", "docker image",
            ],
            cause: "The job, its cluster or a Spark setting is configured wrongly",
            action: "Correct the setting named in the error in the job's cluster or task, then repair the run."),
        KnownFailure(
            .configuration, .general,
            any: [
                "404 client error", "404 not found", "http 404", "http/1.1 404", "status code 404", "status code: 404",
                "error 404",
                "statuscode=404", "(404)", "missing configuration", "configuration error", "configurationerror",
                "config file", "not configured", "is not set", "unknown option",
            ],
            cause: "An address or setting of the job is wrong",
            action: "Check the address or setting named in the error against what the job is configured with, correct"
                + " it, then repair the run."),
    ]
}
