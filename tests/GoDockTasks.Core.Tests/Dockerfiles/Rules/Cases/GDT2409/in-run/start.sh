#!/bin/sh
echo begun
