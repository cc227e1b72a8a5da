using System.IO.Compression;
using CsCheck;
using CycleSim.Properties;
using CycleSim.Traces.Export;

namespace CycleSim.Traces.Tests;

/// <summary>gem5's packet traces, byte for byte.</summary>
public sealed class Gem5TraceTests : IDisposable
{
    private readonly string _path = Path.GetTempFileName();

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Gem5s_own_sample_is_read()
    {
        Gem5Request[] requests = [.. Gem5Trace.Read(SampleTraces.Gem5)];
        Assert.Equal(
            [new Gem5Request(1000, false, 19_088_743, 64), new Gem5Request(4000, true, 48_879, 64)],
            requests);
    }

    [Fact]
    public void Gem5s_own_sample_is_written_with_the_same_bytes()
    {
        Gem5Request[] requests = [.. Gem5Trace.Read(SampleTraces.Gem5)];
        using var stream = new MemoryStream();
        Assert.Equal(2, Gem5Trace.Write(stream, "Converted ASCII trace output.txt", requests));
        Assert.Equal(File.ReadAllBytes(SampleTraces.Gem5), stream.ToArray());
    }

    [Fact]
    [Trait("kind", "property")]
    public void Any_requests_survive_plain_and_gzip() =>
        Gen.Select(Gen.Long[0, long.MaxValue], Gen.Bool, Gen.Long[0, long.MaxValue], Gen.Int[1, 1 << 20])
            .Select(pick => new Gem5Request(pick.Item1, pick.Item2, pick.Item3, pick.Item4)).Array[0, 50].ForAll(
            requests =>
            {
                using var plain = new MemoryStream();
                Gem5Trace.Write(plain, "test", requests);
                File.WriteAllBytes(_path, plain.ToArray());
                Assert.True(Gem5Trace.IsGem5(_path));
                Assert.Equal(requests, Gem5Trace.Read(_path));
                using (var zipped = new GZipStream(File.Create(_path), CompressionLevel.Fastest))
                    zipped.Write(plain.ToArray());
                Assert.True(Gem5Trace.IsGem5(_path));
                Assert.Equal(requests, Gem5Trace.Read(_path));
            },
            cases: 100);

    [Fact]
    public void A_gem5_trace_cut_off_or_changed_never_gives_a_wrong_request()
    {
        using var whole = new MemoryStream();
        Gem5Request[] requests = [.. Enumerable.Range(0, 20).Select(i => new Gem5Request(1000 * i, i % 3 == 0, 64L * i, 64))];
        Gem5Trace.Write(whole, "test", requests);
        byte[] bytes = whole.ToArray();
        for (int length = 0; length < bytes.Length; length++)
        {
            File.WriteAllBytes(_path, bytes[..length]);
            var found = new List<Gem5Request>();
            Exception? problem = Record.Exception(() => found.AddRange(Gem5Trace.Read(_path)));
            Assert.True(problem is TraceFormatException or null, $"{problem}");
            Assert.Equal(requests.Take(found.Count), found);
        }
    }

    [Fact]
    public void Nonsense_is_refused()
    {
        File.WriteAllBytes(_path, [.. "gem5"u8, 0xFF, 0xFF, 0xFF, 0xFF, 0x7F]);
        Assert.Contains("2 GiB", Assert.Throws<TraceFormatException>(() => Gem5Trace.Read(_path).Count()).Message, StringComparison.Ordinal);
        File.WriteAllBytes(_path, [.. "gem5"u8, 5, 0x0A, 1, (byte)'x', 0x18, 3]);
        Assert.Contains("tick_freq = 3", Assert.Throws<TraceFormatException>(() => Gem5Trace.Read(_path).Count()).Message, StringComparison.Ordinal);
        File.WriteAllBytes(_path, "gem6"u8.ToArray());
        Assert.False(Gem5Trace.IsGem5(_path));
        Assert.Throws<TraceFormatException>(() => Gem5Trace.Read(_path).Count());
    }

    [Fact]
    public void Requests_of_a_trace_come_by_time()
    {
        using TraceFile file = TraceFile.Open(SampleTraces.LeNet5);
        Gem5Request[] requests = [.. Gem5Trace.Requests(file, TraceWindow.All)];
        Assert.Equal((long)(file.End.ScratchpadAccesses + file.End.DramBursts), requests.Length);
        Assert.Equal(requests.OrderBy(request => request.TimePs).Select(request => request.TimePs), requests.Select(request => request.TimePs));
    }
}
