#!/usr/bin/env bash
echo begun
