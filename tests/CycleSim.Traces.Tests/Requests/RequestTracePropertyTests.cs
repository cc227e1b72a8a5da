using System.Text;
using CsCheck;
using CycleSim.Platform;
using CycleSim.Properties;
using CycleSim.Traces.Export;
using CycleSim.Traces.Requests;

namespace CycleSim.Traces.Tests.Requests;

/// <summary>What is written in a format is read again, whatever the requests; what is no request is never read as one.</summary>
[Trait("kind", "property")]
public sealed class RequestTracePropertyTests : IDisposable
{
    private static readonly Gen<MemoryRequest[]> Requests = Gen
        .Select(Gen.Long[0, TraceFolder.Limits.LastCycle], Gen.Long[0, (8L << 30) - (1 << 20)], Gen.Bool, Gen.Int[0, 1 << 20])
        .Select(pick => new MemoryRequest(pick.Item1, pick.Item2, pick.Item3, pick.Item4)).Array[1, 40];

    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Csv_is_read_as_it_was_written() => Check(
        requests => Text("cycle,op,addr\n", requests, r => $"{r.Time},{(r.IsWrite ? 'W' : 'R')},{Number(r)}"),
        request => request with { Bytes = 0 });

    [Fact]
    public void Dramsim3_is_read_as_it_was_written() => Check(
        requests => Text("", requests, r => $"{(r.Time % 2 == 0 ? "0x" : "")}{r.Address:x} {(r.IsWrite ? "WRITE" : "READ")} {r.Time}"),
        request => request with { Bytes = 0 });

    [Fact]
    public void Ramulator_2_is_read_as_it_was_written() => Check(
        requests => Text("", requests, r => $"{(r.IsWrite ? "ST" : "LD")} {Number(r)}"),
        request => request with { Bytes = 0, Time = 0 });

    [Fact]
    public void Dramsys_is_read_as_it_was_written() => Check(
        requests => Text(
            "# a comment\n", requests,
            r => $"{r.Time}: {(r.Bytes > 0 ? $"({r.Bytes}) " : "")}{(r.IsWrite ? "write" : "read")} 0x{r.Address:X}{Data(r)}"),
        request => request);

    [Fact]
    public void Gem5_is_read_as_it_was_written() => Check(
        requests =>
        {
            using var stream = new MemoryStream();
            Gem5Trace.Write(
                stream, "test", requests.Select(r => new MemoryRequest(r.Time, r.Address, r.IsWrite, Math.Max(r.Bytes, 1))));
            return stream.ToArray();
        },
        request => request with { Bytes = Math.Max(request.Bytes, 1) });

    /// <summary>The sizes of batches change nothing.</summary>
    [Fact]
    public void Batches_of_any_size_give_the_same_requests() =>
        Gen.Select(Requests, Gen.Int[1, 50]).ForAll(
            (requests, batch) =>
            {
                string file = _folder.Write("t", Text("", requests, r => $"{r.Time}: ({Math.Max(r.Bytes, 1)}) read 0x{r.Address:x}"));
                using RequestTraceReader reader = RequestTrace.Open(file, null, TraceFolder.Options(RequestOrder.File));
                MemoryRequest[] expected = [.. requests.Select(r => r with { IsWrite = false, Bytes = Math.Max(r.Bytes, 1) })];
                Assert.Equal(expected, TraceFolder.ReadAll(reader, batch));
            },
            cases: 100);

    /// <summary>Any bytes at all give requests within the limits or an error of the user.</summary>
    [Fact]
    public void Any_bytes_give_requests_within_the_limits_or_an_error()
    {
        string[] starts =
        [
            "cycle,op,addr\n0,R,0\n", "0x0 READ 0\n", "LD 0\n", "R 0\n", "0: read 0x0\n", "gem5\u0005\u000a\u0001x\u0018\u0001", "",
        ];
        const string Letters = "0123456789abcdefxX,:() \t\r\n#RWLDSTreadwite\0\u00ff-+.";
        Gen.Select(Gen.Int[0, starts.Length - 1].Select(i => starts[i]), Gen.Int[0, Letters.Length - 1].Array[0, 60]).ForAll(
            (start, letters) =>
            {
                byte[] content = [.. Encoding.Latin1.GetBytes(start), .. letters.Select(letter => (byte)Letters[letter])];
                try
                {
                    RequestTraceOptions options = TraceFolder.Options(RequestOrder.File);
                    MemoryRequest[] found = TraceFolder.ReadFile(_folder.Write("t", content), options: options);
                    Assert.All(found, request =>
                    {
                        Assert.InRange(request.Time, 0, TraceFolder.Limits.LastCycle);
                        Assert.InRange(request.Address, 0, TraceFolder.Limits.CapacityBytes - Math.Max(1, request.Bytes));
                    });
                }
                catch (InputException problem)
                {
                    Assert.Contains("/t", problem.Message, StringComparison.Ordinal);
                }
            },
            cases: 1000);
    }

    private void Check(Func<MemoryRequest[], byte[]> write, Func<MemoryRequest, MemoryRequest> kept) =>
        Requests.ForAll(
            requests =>
            {
                MemoryRequest[] expected = [.. requests.Select(kept)];
                byte[] content = write(requests);
                RequestTraceOptions options = TraceFolder.Options(RequestOrder.File);
                Assert.Equal(expected, TraceFolder.ReadFile(_folder.Write("t", content), options: options));
                Assert.Equal(expected, TraceFolder.ReadFile(_folder.Write("t", TraceFolder.Zstandard(content)), options: options));
                Assert.Equal(
                    expected.OrderBy(request => request.Time),
                    TraceFolder.ReadFile(_folder.Write("t", TraceFolder.Gzip(content)), options: TraceFolder.Options(RequestOrder.Time)));
            },
            cases: 100);

    private static byte[] Text(string start, MemoryRequest[] requests, Func<MemoryRequest, FormattableString> line) =>
        Encoding.ASCII.GetBytes(start + string.Concat(requests.Select(request => FormattableString.Invariant(line(request)) + "\n")));

    private static string Data(MemoryRequest request) => request.IsWrite && request.Time % 2 == 0 ? " 0x00ff" : "";

    private static string Number(MemoryRequest request) => request.Time % 2 == 0 ? $"0x{request.Address:x}" : $"{request.Address}";
}
