// A build takes two processors by itself.
[assembly: Parallelize(Workers = 2, Scope = ExecutionScope.MethodLevel)]
