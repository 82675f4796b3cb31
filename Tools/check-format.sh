#!/bin/sh
# Fails where `make format` would change something.
set -eu
swift format lint --recursive --parallel --strict Sources Tests Package.swift
