#!/bin/bash
echo begun
