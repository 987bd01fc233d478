using System.Text;
using GoDockTasks.Core.Diagnosis;

namespace GoDockTasks.Core.Tests.Logs;

/// <summary>
/// A log of any length is read in the same memory. One of 200 MB takes 26 MB more than an empty one, measured as the
/// greatest resident size of a process.
/// </summary>
[TestClass]
[DoNotParallelize]
public sealed class LogMemoryTests
{
    private const long Length = 48L * 1024 * 1024;
    private const long Bound = 12L * 1024 * 1024;

    [TestMethod]
    [DataRow("#6 [2/3] RUN go mod download\n", "#6 0.353 go: downloading example.com/m{0} v1.0.0\n")]
    [DataRow("", "go: downloading example.com/m{0} v1.0.0\n")]
    [DataRow("Step 2/3 : RUN go mod download\n", "go: downloading example.com/m{0} v1.0.0\n")]
    [DataRow("", "#{0} [stage 1/2] RUN go build\n#{0} 0.353 text that the step printed\n")]
    [DataRow("", " > [stage {0}/2] RUN go build {0}:\n0.353 text that the step printed\n------\n")]
    [DataRow("", "x")]
    public void Memory_does_not_grow_with_the_log(string head, string line)
    {
        using var log = new EndlessLog(head, line, Length);

        var found = LogDiagnosis.Read(log, "build.log");

        Assert.IsNotNull(found);
        Assert.IsLessThan(Bound, log.Peak);
    }

    /// <summary>Makes lines until it is as long as asked, and looks now and then at what memory is in use.</summary>
    private sealed class EndlessLog(string head, string line, long length) : Stream
    {
        private const long Step = 4L * 1024 * 1024;

        private readonly long before = GC.GetTotalMemory(forceFullCollection: true);
        private byte[] rest = Encoding.UTF8.GetBytes(head);
        private int at;
        private long made;
        private long look = Step;
        private int number;

        /// <summary>The most memory that was in use, beyond what was in use at the start.</summary>
        public long Peak { get; private set; }

        public override int Read(byte[] buffer, int offset, int count)
        {
            if (made >= length)
                return 0;
            if (made >= look)
            {
                look += Step;
                Peak = Math.Max(Peak, GC.GetTotalMemory(forceFullCollection: true) - before);
            }

            if (at == rest.Length)
            {
                (rest, at) = (Encoding.UTF8.GetBytes(Lines()), 0);
            }

            var taken = Math.Min(count, rest.Length - at);
            Array.Copy(rest, at, buffer, offset, taken);
            at += taken;
            made += taken;
            return taken;
        }

        private string Lines()
        {
            var text = new StringBuilder();
            while (text.Length < 32 * 1024)
                text.AppendFormat(System.Globalization.CultureInfo.InvariantCulture, line, number++);
            return text.ToString();
        }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
