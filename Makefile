# make            lists the targets
# Everything else is in Tools/: the targets only name it.

.DEFAULT_GOAL := help
.PHONY: help setup build demo test check format clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## Install the system's libraries that are missing
	@sh Tools/setup.sh

build: setup ## Build the program in release mode: .build/release/dbmon
	@sh Tools/build.sh

demo: build ## Sweep twelve simulated workspaces; no credentials, a few seconds
	@.build/release/dbmon demo --directory .build/demo

test: ## Run every test
	@sh Tools/setup.sh tests
	@sh Tools/test.sh

check: ## Everything a change must pass: format, build, tests
	@sh Tools/setup.sh tests
	@sh Tools/check-format.sh
	@sh Tools/test.sh

format: ## Format the sources in place
	@swift format format --in-place --recursive --parallel Sources Tests Package.swift

clean: ## Remove what was built
	@rm -rf .build .venv
