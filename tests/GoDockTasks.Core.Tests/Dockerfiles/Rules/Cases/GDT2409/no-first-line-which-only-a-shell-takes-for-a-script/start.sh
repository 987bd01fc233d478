echo begun
