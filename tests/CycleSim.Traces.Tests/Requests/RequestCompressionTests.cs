using System.Diagnostics;
using System.Globalization;
using CycleSim.Platform;
using CycleSim.Traces.Export;
using CycleSim.Traces.Requests;

namespace CycleSim.Traces.Tests.Requests;

/// <summary>gzip and Zstandard are read like plain files; what is cut off or changed is refused, never shorter.</summary>
public sealed class RequestCompressionTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public static TheoryData<string> Formats => ["csv", "gem5"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Formats))]
    public void Compressed_traces_are_those_within(string format)
    {
        byte[] plain = Content(format, 4000);
        MemoryRequest[] expected = Read(plain);
        Assert.Equal(4000, expected.Length);
        Assert.Equal(expected, Read(TraceFolder.Gzip(plain)));
        Assert.Equal(expected, Read(TraceFolder.Zstandard(plain)));
    }

    /// <summary>Files of several members or frames, as parallel compressors and concatenation make them.</summary>
    [Fact]
    public void Parts_that_follow_each_other_are_one_trace()
    {
        byte[] plain = Content("csv", 4000);
        (byte[] first, byte[] second) = (plain[..20_000], plain[20_000..]);
        MemoryRequest[] expected = Read(plain);
        Assert.Equal(expected, Read([.. TraceFolder.Gzip(first), .. TraceFolder.Gzip(second)]));
        Assert.Equal(expected, Read([.. TraceFolder.Zstandard(first), .. TraceFolder.Zstandard(second)]));
        byte[] skipped = [0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3];
        Assert.Equal(expected, Read([.. skipped, .. TraceFolder.Zstandard(plain)]));
    }

    [Theory]
    [InlineData("csv", "gzip")]
    [InlineData("csv", "Zstandard")]
    [InlineData("gem5", "gzip")]
    [InlineData("gem5", "Zstandard")]
    public void A_cut_file_is_refused_wherever_it_is_cut(string format, string compression)
    {
        byte[] whole = Compress(compression, Content(format, 300));
        for (int length = 4; length < whole.Length; length += length < 40 ? 1 : 7)
        {
            InputException problem = Assert.ThrowsAny<InputException>(() => Read(whole[..length]));
            Assert.Contains("/t", problem.Message, StringComparison.Ordinal);
            Assert.Contains($"is a damaged or cut-off {compression} file", problem.Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_line_behind_which_a_file_is_cut_is_named()
    {
        byte[] whole = TraceFolder.Zstandard(Content("csv", 100_000));
        string message = Assert.Throws<InputException>(() => Read(whole[..^9])).Message;
        string number = message[(message.IndexOf("/t(", StringComparison.Ordinal) + 3)..message.IndexOf("): ", StringComparison.Ordinal)];
        Assert.InRange(int.Parse(number, CultureInfo.InvariantCulture), 90_000, 100_002);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("Zstandard")]
    public void A_changed_bit_never_gives_other_requests(string compression)
    {
        byte[] plain = Content("csv", 200);
        MemoryRequest[] expected = Read(plain);
        byte[] whole = Compress(compression, plain);
        for (int bit = 0; bit < 8 * whole.Length; bit += 5)
        {
            byte[] changed = [.. whole];
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            MemoryRequest[] found = [];
            Exception? problem = Record.Exception(() => found = Read(changed));
            if (problem is null)
                Assert.Equal(expected, found); // a name or a time in the header
            else
                Assert.IsAssignableFrom<InputException>(problem);
        }
    }

    [Fact]
    public void What_stands_behind_the_end_of_zstandard_is_not_passed_over() =>
        Assert.Contains(
            "is a damaged or cut-off Zstandard file",
            Assert.Throws<InputException>(() => Read([.. TraceFolder.Zstandard(Content("csv", 10)), .. "more requests"u8])).Message,
            StringComparison.Ordinal);

    [Fact]
    public void A_cut_packet_trace_is_refused_or_shorter_by_whole_packets()
    {
        byte[] whole = Content("gem5", 20);
        MemoryRequest[] expected = Read(whole);
        for (int length = 5; length < whole.Length; length++)
        {
            MemoryRequest[] found = [];
            if (Record.Exception(() => found = Read(whole[..length])) is { } problem)
                Assert.IsAssignableFrom<InputException>(problem);
            Assert.Equal(expected[..found.Length], found);
        }
    }

    [Theory]
    [InlineData("csv", "gzip", false)]
    [InlineData("csv", "gzip", true)]
    [InlineData("csv", "Zstandard", true)]
    [InlineData("csv", "none", true)]
    [InlineData("gem5", "none", true)]
    public async Task A_pipe_is_read_like_a_file(string format, string compression, bool readsOnce)
    {
        byte[] content = compression == "none" ? Content(format, 20_000) : Compress(compression, Content(format, 20_000));
        string pipe = Path.Combine(Path.GetDirectoryName(_folder.Write("x", ""))!, "pipe");
        using (Process mkfifo = Process.Start("mkfifo", [pipe]))
            await mkfifo.WaitForExitAsync();
        var writer = Task.Run(() => File.WriteAllBytes(pipe, content));
        RequestTraceOptions options = TraceFolder.Options() with { ReadsPipesOnce = readsOnce };
        Assert.Equal(Read(Content(format, 20_000)), TraceFolder.ReadFile(pipe, options: options));
        await writer;
    }

    private static byte[] Compress(string compression, byte[] content) =>
        compression == "gzip" ? TraceFolder.Gzip(content) : TraceFolder.Zstandard(content);

    private static byte[] Content(string format, int requests)
    {
        using var stream = new MemoryStream();
        if (format == "csv")
        {
            RequestCsv.Write(
                stream, Enumerable.Range(0, requests).Select(i => new MemoryRequest(3 * i, i * 7919L % 65536 * 64, i % 3 == 0)));
        }
        else
        {
            Gem5Trace.Write(
                stream, "test", Enumerable.Range(0, requests).Select(i => new MemoryRequest(1000L * i, 64L * (i % 97), i % 3 == 0, 64)));
        }

        return stream.ToArray();
    }

    private MemoryRequest[] Read(byte[] content) => TraceFolder.ReadFile(_folder.Write("t", content));
}
