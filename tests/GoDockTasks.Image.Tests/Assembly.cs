// A build of an image compiles with every processor there is.
[assembly: Parallelize(Workers = 2, Scope = ExecutionScope.MethodLevel)]
