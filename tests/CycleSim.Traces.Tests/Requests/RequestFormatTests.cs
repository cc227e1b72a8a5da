using CycleSim.Platform;
using CycleSim.Traces.Requests;

namespace CycleSim.Traces.Tests.Requests;

/// <summary>Small traces of each format, as their tools write them, read to the request.</summary>
public sealed class RequestFormatTests : IDisposable
{
    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Csv() =>
        Check(
            "cycle,op,addr\n0,R,0x40\n\n3,W,128\n3,R,0XfF\n", RequestFormat.Csv, RequestTimeUnit.Cycles,
            new(0, 64, false), new(3, 128, true), new(3, 255, false));

    [Fact]
    public void Dramsim3() =>
        Check(
            "0x0000000040 READ 0\n80 WRITE 5\n\n0xC0\tread   7\n  0x100 write 7 \n0x140 P_MEM_WR 8\n0x180 BOFF 9\n0x1c0 P_FETCH 10\n" +
            "0x200 P_MEM_RD 11\n",
            RequestFormat.Dramsim3, RequestTimeUnit.Cycles,
            new(0, 0x40, false), new(5, 0x80, true), new(7, 0xC0, false), new(7, 0x100, true), new(8, 0x140, true), new(9, 0x180, true),
            new(10, 0x1C0, false), new(11, 0x200, false));

    [Fact]
    public void Ramulator_2_load_store() =>
        Check(
            "LD 0x100000\nST 1048640\nLD 0X100080\n", RequestFormat.Ramulator2, RequestTimeUnit.None,
            new(0, 0x100000, false), new(0, 0x100040, true), new(0, 0x100080, false));

    [Fact]
    public void Ramulator_2_read_write_with_addresses() =>
        Check(
            "R 64\nW 0x80\n", RequestFormat.Ramulator2, RequestTimeUnit.None,
            new(0, 64, false), new(0, 128, true));

    [Fact]
    public void Ramulator_2_address_vectors_are_mapped_by_the_caller()
    {
        RequestTraceOptions options = TraceFolder.Options() with { Vectors = new Vectors() };
        Assert.Equal(
            [new MemoryRequest(0, 64 * 5, false), new MemoryRequest(0, 64 * (7 + 8 * (1000 + 1024)), true)],
            _folder.Read("R 0,0,5\nW 1,1000,7\n", options: options));
    }

    [Theory]
    [InlineData("R 2,0,0", "bank = 2: must be a whole number from 0 to 1")]
    [InlineData("R 0,1024,0", "row = 1024: must be a whole number from 0 to 1023")]
    [InlineData("R 0,0,-1", "column = -1: must be a whole number from 0 to 7")]
    [InlineData("R 0,0,", "column = : must be")]
    [InlineData("R 0,0", "2 levels; this memory has 3: bank,row,column")]
    [InlineData("R 0,0,0,0", "4 levels; this memory has 3: bank,row,column")]
    [InlineData("LD 0,0,0", "addr = 0,0,0")]
    public void A_wrong_vector_is_named(string line, string problem)
    {
        RequestTraceOptions options = TraceFolder.Options() with { Vectors = new Vectors() };
        InputException wrong = Assert.Throws<InputException>(() => _folder.Read($"R 0,0,0\n{line}\n", options: options));
        Assert.Contains($"t(2): \"{line}\": ", wrong.Message, StringComparison.Ordinal);
        Assert.Contains(problem, wrong.Message, StringComparison.Ordinal);
    }

    /// <summary>The lines of DRAMSys's own description, with a comment and a length.</summary>
    [Fact]
    public void Dramsys() =>
        Check(
            "# cycle: [(length)] command hex-address [hex-data]\n\n31: read 0x400140\n33: read 400160\n" +
            "56: write 0x7fff8000 0x123456789abcdef0\n81: (128) read 0x400180\n 81 write 0x40\n",
            RequestFormat.Dramsys, RequestTimeUnit.Cycles,
            new(31, 0x400140, false), new(33, 0x400160, false), new(56, 0x7FFF8000, true), new(81, 0x400180, false, 128),
            new(81, 0x40, true));

    [Theory]
    [InlineData("31: read 400140")]
    [InlineData("31 (64) read 400140")]
    [InlineData("31 read 0x400140")]
    public void Dramsys_is_told_by_colon_length_or_address(string line) => Assert.Equal(0x400140, _folder.Read(line)[0].Address);

    [Theory]
    [InlineData("t.rstl", null, 5, 5, 8)]
    [InlineData("t.rstl.gz", null, 5, 5, 8)]
    [InlineData("t.RSTL.zst", null, 5, 5, 8)]
    [InlineData("t.stl", true, 5, 5, 8)]
    [InlineData("t.stl", null, 5, 0, 3)]
    [InlineData("t.rstl", false, 5, 0, 3)]
    public void Relative_times_of_dramsys_add_up(string name, bool? isRelative, long first, long second, long third)
    {
        RequestTraceOptions options = TraceFolder.Options(RequestOrder.File) with { HasRelativeTimes = isRelative };
        Assert.Equal(
            [first, second, third],
            _folder.Read("5: read 0x0\n0: read 0x40\n3: write 0x80\n", options: options, name: name).Select(request => request.Time));
    }

    [Fact]
    public void Relative_times_end_with_simulated_time()
    {
        string last = $"{TraceFolder.Limits.LastCycle}";
        Assert.Equal(2, _folder.Read($"{last}: read 0x0\n0: read 0x0\n", name: "t.rstl").Length);
        Assert.Contains(
            "times of this trace count from the request before",
            Assert.Throws<InputException>(() => _folder.Read($"{last}: read 0x0\n1: read 0x0\n", name: "t.rstl")).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Gem5()
    {
        using RequestTraceReader reader = RequestTrace.Open(SampleTraces.Gem5, null, TraceFolder.Options());
        Assert.Equal(
            [new MemoryRequest(1000, 19_088_743, false, 64), new MemoryRequest(4000, 48_879, true, 64)], TraceFolder.ReadAll(reader));
        Assert.Equal((RequestFormat.Gem5, RequestTimeUnit.Picoseconds), (reader.Format, reader.TimeUnit));
    }

    /// <summary>A name that is wanted wins over what the first line looks like.</summary>
    [Fact]
    public void A_format_has_a_name_and_can_be_chosen()
    {
        Assert.Equal("csv, dramsim3, ramulator2, dramsys, gem5", RequestFormats.Names);
        Assert.Equal(0x31, _folder.Read("31 read 40\n", RequestFormat.Dramsim3)[0].Address);
        Assert.Equal(0x40, _folder.Read("31 read 40\n", RequestFormat.Dramsys)[0].Address);
        foreach (RequestFormat format in Enum.GetValues<RequestFormat>())
            Assert.ThrowsAny<InputException>(() => _folder.Read("x\n", format));
    }

    [Theory]
    [InlineData("time,op,addr\n0,R,0\n", "t(1): \"time,op,addr\"", "\"cycle,op,addr\"")]
    [InlineData("\n\n<html>\n", "t(3): \"<html>\"", "csv, dramsim3, ramulator2, dramsys, gem5")]
    [InlineData("0\0\u001b1\n", "t(1): \"0\\u0000\\u001b1\"", "\"cycle,op,addr\"")]
    [InlineData("PAR1 x y z w", "t(1): \"PAR1", "\"cycle,op,addr\"")]
    [InlineData("", "t(1): holds no request", "nothing to replay")]
    [InlineData("\n \n# only a comment\n", "t(1): holds no request", "nothing to replay")]
    public void What_is_no_trace_is_refused(string content, string where, string allowed)
    {
        string message = Assert.Throws<InputException>(() => _folder.Read(content)).Message;
        Assert.Contains(where, message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_an_error_of_the_user() =>
        Assert.Contains(
            "missing.csv: there is no such file",
            Assert.Throws<InputException>(() => TraceFolder.ReadFile("missing.csv")).Message, StringComparison.Ordinal);

    private void Check(string content, RequestFormat format, RequestTimeUnit unit, params MemoryRequest[] expected)
    {
        using RequestTraceReader reader = RequestTrace.Open(_folder.Write("t", content), null, TraceFolder.Options());
        Assert.Equal(expected, TraceFolder.ReadAll(reader));
        Assert.Equal((format, unit), (reader.Format, reader.TimeUnit));
        Assert.Equal(expected, _folder.Read(content, format));
        Assert.Equal(expected, _folder.Read(content.ReplaceLineEndings("\r\n")));
        Assert.Equal(expected, _folder.Read('\uFEFF' + content));
        Assert.Equal(expected, _folder.Read(content.TrimEnd('\n')));
    }

    private sealed class Vectors : IAddressVectors
    {
        public IReadOnlyList<AddressLevel> Levels { get; } = [new("bank", 2), new("row", 1024), new("column", 8)];

        public long AddressOf(ReadOnlySpan<long> vector) => 64 * (vector[2] + 8 * (vector[1] + 1024 * vector[0]));
    }
}
