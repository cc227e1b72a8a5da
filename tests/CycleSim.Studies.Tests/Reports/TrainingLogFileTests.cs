using CycleSim.Platform;
using CycleSim.Studies.Reports;

namespace CycleSim.Studies.Tests.Reports;

public sealed class TrainingLogFileTests : IDisposable
{
    private const string Step = """{"kind":"step","step":0,"epoch":0,"loss":1.5,"accuracy":0.25,"errors":{}}""";

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("\n", 1)]
    [InlineData("\r\n", 1)]
    [InlineData("", 1)]
    [InlineData("\n" + Step, 2)]
    public void Lines_end_as_texts_do(string end, int steps)
    {
        File.WriteAllText(_file, Step + end);
        Assert.Equal(steps, TrainingLogFile.Load(_file).Steps.Count);
    }

    [Theory]
    [InlineData(Step + "\n\n", 2)]
    [InlineData(Step + "\nnull", 2)]
    [InlineData("{}", 1)]
    [InlineData("""{"kind":"other"}""", 1)]
    public void Something_else_is_refused_with_its_line(string text, int line)
    {
        File.WriteAllText(_file, text);
        Assert.StartsWith($"{_file}({line}): is no line of a training log: ", Refusal(), StringComparison.Ordinal);
    }

    /// <summary>A file with a hole takes no space, and would take all memory.</summary>
    [Fact]
    public void Gigabytes_without_an_end_of_line_are_refused()
    {
        using (FileStream stream = File.Create(_file))
            stream.SetLength(8L << 30);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal($"{_file}(1): is no line of a training log: it is longer than 1048576 characters", Refusal());
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 16 << 20);
    }

    private string Refusal() => Assert.Throws<InputException>(() => TrainingLogFile.Load(_file)).Message;
}
