/// The requests and answers that the page on GitHub shows for one consistent world (section 9). `REPO` stands for
/// the repository's address, `PAGE` for its page.
enum GitHubKnownAnswers {
    static let headRef = #"""
        {
          "ref": "refs/heads/main",
          "node_id": "REF_kwDOKbknAa9yZWZzL2hlYWRzL21haW4",
          "url": "REPO/git/refs/heads/main",
          "object": {
            "sha": "04f71a4e2202647b996bd8b68d573708de406781",
            "type": "commit",
            "url": "REPO/git/commits/04f71a4e2202647b996bd8b68d573708de406781"
          }
        }
        """#

    static let headCommit = #"""
        {
          "sha": "04f71a4e2202647b996bd8b68d573708de406781",
          "node_id": "C_kwDOKbknAdoAKDA0ZjcxYTRlMjIwMjY0N2I5OTZiZDhiNjhkNTczNzA4ZGU0MDY3ODE",
          "url": "REPO/git/commits/04f71a4e2202647b996bd8b68d573708de406781",
          "html_url": "PAGE/commit/04f71a4e2202647b996bd8b68d573708de406781",
          "author": { "name": "Ada Okafor", "email": "ada@example.com", "date": "2026-11-24T04:00:00Z" },
          "committer": { "name": "Ada Okafor", "email": "ada@example.com", "date": "2026-11-24T04:00:00Z" },
          "tree": {
            "sha": "b329bde270d4e0dbf2a5a6664670f9d5668ac277",
            "url": "REPO/git/trees/b329bde270d4e0dbf2a5a6664670f9d5668ac277"
          },
          "message": "Start",
          "parents": [],
          "verification": { "verified": false, "reason": "unsigned", "signature": null, "payload": null, \#
        "verified_at": null }
        }
        """#

    static let rootTree = #"""
        {
          "sha": "b329bde270d4e0dbf2a5a6664670f9d5668ac277",
          "url": "REPO/git/trees/b329bde270d4e0dbf2a5a6664670f9d5668ac277",
          "tree": [
            { "path": "Error", "mode": "040000", "type": "tree", "sha": "ae3ac0f4b4a93eccde3459c231874482eb8bb765",
              "url": "REPO/git/trees/ae3ac0f4b4a93eccde3459c231874482eb8bb765" },
            { "path": "README.md", "mode": "100644", "type": "blob", "sha": \#
        "2a628bb6ee06b3f8b43e7819484f9cc1e0c60cc5", "size": 18,
              "url": "REPO/git/blobs/2a628bb6ee06b3f8b43e7819484f9cc1e0c60cc5" },
            { "path": "docs", "mode": "040000", "type": "tree", "sha": "b550fc71d49ef72b8b9ac7b911e8513a7f8a7ec4",
              "url": "REPO/git/trees/b550fc71d49ef72b8b9ac7b911e8513a7f8a7ec4" }
          ],
          "truncated": false
        }
        """#

    static let errorTree = #"""
        {
          "sha": "ae3ac0f4b4a93eccde3459c231874482eb8bb765",
          "url": "REPO/git/trees/ae3ac0f4b4a93eccde3459c231874482eb8bb765",
          "tree": [
            { "path": "databricks_job_monitoring_report.csv", "mode": "100644", "type": "blob", "sha": \#
        "8cb1293623ded08ecb5f561f3f060865a81aa6fd", "size": 53,
              "url": "REPO/git/blobs/8cb1293623ded08ecb5f561f3f060865a81aa6fd" },
            { "path": "workspaces", "mode": "040000", "type": "tree", "sha": "ab612ef44515dead4d3f26663a1a73a3f42676ce",
              "url": "REPO/git/trees/ab612ef44515dead4d3f26663a1a73a3f42676ce" }
          ],
          "truncated": false
        }
        """#

    static let errorTreeRecursive = #"""
        {
          "sha": "ae3ac0f4b4a93eccde3459c231874482eb8bb765",
          "url": "REPO/git/trees/ae3ac0f4b4a93eccde3459c231874482eb8bb765",
          "tree": [
            { "path": "databricks_job_monitoring_report.csv", "mode": "100644", "type": "blob", "sha": \#
        "8cb1293623ded08ecb5f561f3f060865a81aa6fd", "size": 53,
              "url": "REPO/git/blobs/8cb1293623ded08ecb5f561f3f060865a81aa6fd" },
            { "path": "workspaces", "mode": "040000", "type": "tree", "sha": "ab612ef44515dead4d3f26663a1a73a3f42676ce",
              "url": "REPO/git/trees/ab612ef44515dead4d3f26663a1a73a3f42676ce" },
            { "path": "workspaces/prod-eu.csv", "mode": "100644", "type": "blob", "sha": \#
        "bcaf33ab7984edaded1234a24b41560375b285be", "size": 93,
              "url": "REPO/git/blobs/bcaf33ab7984edaded1234a24b41560375b285be" }
          ],
          "truncated": false
        }
        """#

    static let createBlob = #"""
        {
          "content": "Sm9iX0lkLEpvYl9OYW1lLFRpbWVzdGFtcCAoVVRDKSxTdGF0dXMsRXJyb3JfRGV0YWlscwoxMSxOZXcgSm9iLDIwMjYtMT\#
        EtMjQgMDU6MDA6MDAsRkFJTEVELENhZsOpOiBib29tCg==",
          "encoding": "base64"
        }
        """#

    static let createdBlob = #"""
        {
          "sha": "79473276a431acf1dda100f5142a072749701d58",
          "url": "REPO/git/blobs/79473276a431acf1dda100f5142a072749701d58"
        }
        """#

    static let blob = #"""
        {
          "sha": "d2e13619f0a6f0f2b42cf173ae2638217ac47aed",
          "node_id": "B_kwDOKbknAdoAKGQyZTEzNjE5ZjBhNmYwZjJiNDJjZjE3M2FlMjYzODIxN2FjNDdhZWQ",
          "size": 93,
          "url": "REPO/git/blobs/d2e13619f0a6f0f2b42cf173ae2638217ac47aed",
          "content": "Sm9iX0lkLEpvYl9OYW1lLFRpbWVzdGFtcCAoVVRDKSxTdGF0dXMsRXJyb3Jf\nRGV0YWlscwoxMixuaWdodGx5LDIwMjYt\#
        MTEtMjQgMDQ6NTU6MDAsU1VDQ0VT\nUywK\n",
          "encoding": "base64"
        }
        """#

    static let createTree = #"""
        {
          "base_tree": "b329bde270d4e0dbf2a5a6664670f9d5668ac277",
          "tree": [
            { "path": "Error/databricks_job_monitoring_report.csv", "mode": "100644", "type": "blob", "sha": \#
        "79473276a431acf1dda100f5142a072749701d58" },
            { "path": "Error/workspaces/prod-us.csv", "mode": "100644", "type": "blob",
              "content": "Job_Id,Job_Name,Timestamp (UTC),Status,Error_Details\n12,nightly,2026-11-24 \#
        04:55:00,SUCCESS,\n" },
            { "path": "Error/workspaces/prod-eu.csv", "mode": "100644", "type": "blob", "sha": null }
          ]
        }
        """#

    static let createdTree = #"""
        {
          "sha": "897d8decdf3ed4942b05c8bcd8b06aa5d7fcb564",
          "url": "REPO/git/trees/897d8decdf3ed4942b05c8bcd8b06aa5d7fcb564",
          "tree": [
            { "path": "Error", "mode": "040000", "type": "tree", "sha": "f7a206fef701e202cdf4f114e7c6735cffb28fef",
              "url": "REPO/git/trees/f7a206fef701e202cdf4f114e7c6735cffb28fef" },
            { "path": "README.md", "mode": "100644", "type": "blob", "sha": \#
        "2a628bb6ee06b3f8b43e7819484f9cc1e0c60cc5", "size": 18,
              "url": "REPO/git/blobs/2a628bb6ee06b3f8b43e7819484f9cc1e0c60cc5" },
            { "path": "docs", "mode": "040000", "type": "tree", "sha": "b550fc71d49ef72b8b9ac7b911e8513a7f8a7ec4",
              "url": "REPO/git/trees/b550fc71d49ef72b8b9ac7b911e8513a7f8a7ec4" }
          ],
          "truncated": false
        }
        """#

    static let createCommit = #"""
        {
          "message": "dbmon sweep 2026-11-24 05:00 UTC\n\n1 failed, 1 succeeded",
          "tree": "897d8decdf3ed4942b05c8bcd8b06aa5d7fcb564",
          "parents": ["04f71a4e2202647b996bd8b68d573708de406781"],
          "author": { "name": "dbmon", "email": "dbmon@example.com", "date": "2026-11-24T05:00:00Z" },
          "committer": { "name": "dbmon", "email": "dbmon@example.com", "date": "2026-11-24T05:00:00Z" }
        }
        """#

    static let createdCommit = #"""
        {
          "sha": "7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3",
          "node_id": "C_kwDOKbknAdoAKDdmMjdjZjBhZDk2ZTkxOGY2MTgxYzQ2YWE5YTJkZmJkYmY2MzFlZDM",
          "url": "REPO/git/commits/7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3",
          "html_url": "PAGE/commit/7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3",
          "author": { "name": "dbmon", "email": "dbmon@example.com", "date": "2026-11-24T05:00:00Z" },
          "committer": { "name": "dbmon", "email": "dbmon@example.com", "date": "2026-11-24T05:00:00Z" },
          "tree": {
            "sha": "897d8decdf3ed4942b05c8bcd8b06aa5d7fcb564",
            "url": "REPO/git/trees/897d8decdf3ed4942b05c8bcd8b06aa5d7fcb564"
          },
          "message": "dbmon sweep 2026-11-24 05:00 UTC\n\n1 failed, 1 succeeded",
          "parents": [
            {
              "sha": "04f71a4e2202647b996bd8b68d573708de406781",
              "url": "REPO/git/commits/04f71a4e2202647b996bd8b68d573708de406781",
              "html_url": "PAGE/commit/04f71a4e2202647b996bd8b68d573708de406781"
            }
          ],
          "verification": { "verified": false, "reason": "unsigned", "signature": null, "payload": null, \#
        "verified_at": null }
        }
        """#

    static let updateRef = #"""
        { "sha": "7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3", "force": false }
        """#

    static let updatedRef = #"""
        {
          "ref": "refs/heads/main",
          "node_id": "REF_kwDOKbknAa9yZWZzL2hlYWRzL21haW4",
          "url": "REPO/git/refs/heads/main",
          "object": {
            "sha": "7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3",
            "type": "commit",
            "url": "REPO/git/commits/7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3"
          }
        }
        """#

    static let notFastForward = #"""
        {
          "message": "Update is not a fast forward",
          "documentation_url": "https://docs.github.com/rest/git/refs#update-a-reference",
          "status": "422"
        }
        """#

    static let createRef = #"""
        { "ref": "refs/heads/reports", "sha": "7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3" }
        """#

    static let createdRef = #"""
        {
          "ref": "refs/heads/reports",
          "node_id": "REF_kwDOKbknAbJyZWZzL2hlYWRzL3JlcG9ydHM",
          "url": "REPO/git/refs/heads/reports",
          "object": {
            "sha": "7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3",
            "type": "commit",
            "url": "REPO/git/commits/7f27cf0ad96e918f6181c46aa9a2dfbdbf631ed3"
          }
        }
        """#

    static let putContents = #"""
        { "message": "dbmon: first sweep", "content": "IyBQaXBlbGluZSBoZWFsdGgK", "branch": "main" }
        """#

    static let contents = #"""
        {
          "content": {
            "name": "SUMMARY.md",
            "path": "SUMMARY.md",
            "sha": "2a628bb6ee06b3f8b43e7819484f9cc1e0c60cc5",
            "size": 18,
            "url": "REPO/contents/SUMMARY.md?ref=main",
            "html_url": "PAGE/blob/main/SUMMARY.md",
            "git_url": "REPO/git/blobs/2a628bb6ee06b3f8b43e7819484f9cc1e0c60cc5",
            "download_url": "https://raw.githubusercontent.com/acme/pipeline-health/main/SUMMARY.md",
            "type": "file",
            "_links": {
              "self": "REPO/contents/SUMMARY.md?ref=main",
              "git": "REPO/git/blobs/2a628bb6ee06b3f8b43e7819484f9cc1e0c60cc5",
              "html": "PAGE/blob/main/SUMMARY.md"
            }
          },
          "commit": {
            "sha": "7a52fd3ba1d589aa4d311c7128d57691219b4e47",
                "url": "REPO/git/commits/7a52fd3ba1d589aa4d311c7128d57691219b4e47",
            "html_url": "PAGE/commit/7a52fd3ba1d589aa4d311c7128d57691219b4e47",
            "author": { "name": "Ada Okafor", "email": "ada@example.com", "date": "2026-11-24T04:00:00Z" },
            "committer": { "name": "Ada Okafor", "email": "ada@example.com", "date": "2026-11-24T04:00:00Z" },
            "tree": {
              "sha": "873f429f6c3535c1e62cc76578f54a1e1c71f791",
              "url": "REPO/git/trees/873f429f6c3535c1e62cc76578f54a1e1c71f791"
            },
            "message": "dbmon: first sweep",
            "parents": [],
            "verification": { "verified": false, "reason": "unsigned", "signature": null, "payload": null, \#
        "verified_at": null }
          }
        }
        """#

    static let repository = #"""
        {
          "id": 700000001,
          "node_id": "R_kgDOKbknAQ",
          "name": "pipeline-health",
          "full_name": "acme/pipeline-health",
          "private": true,
          "visibility": "private",
          "owner": { "login": "acme", "id": 31898100, "type": "Organization" },
          "html_url": "PAGE",
          "url": "REPO",
          "default_branch": "main",
          "size": 12,
          "archived": false,
          "disabled": false,
          "permissions": { "admin": false, "maintain": false, "push": true, "triage": true, "pull": true }
        }
        """#
}
