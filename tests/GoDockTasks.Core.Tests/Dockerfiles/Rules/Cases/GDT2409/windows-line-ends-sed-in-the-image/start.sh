#!/bin/sh
echo begun
