using CycleSim.Platform;
using CycleSim.Traces.Requests;

namespace CycleSim.Traces.Tests.Requests;

/// <summary>Every wrong line is refused with file, line, text and what is allowed.</summary>
public sealed class RequestLineErrorTests : IDisposable
{
    private const string LastCycle = "from 0 to 7378697629483820, where simulated time ends (2^63 ps)";

    private readonly TraceFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("1,R", "has 2 fields; allowed are the 3 of \"cycle,op,addr\"")]
    [InlineData("1,R,0,0", "has 4 fields")]
    [InlineData(" ", "has 1 fields")]
    [InlineData("-1,R,0", "cycle = -1: must be a whole number " + LastCycle)]
    [InlineData("+1,R,0", "cycle = +1: ")]
    [InlineData(",R,0", "cycle = : ")]
    [InlineData(" 1,R,0", "cycle =  1: ")]
    [InlineData("1.5,R,0", "cycle = 1.5: ")]
    [InlineData("7378697629483821,R,0", "cycle = 7378697629483821: ")]
    [InlineData("9223372036854775808,R,0", "cycle = 9223372036854775808: ")]
    [InlineData("99999999999999999999999,R,0", "cycle = 99999999999999999999999: ")]
    [InlineData("1,r,0", "op = r: allowed are R and W")]
    [InlineData("1,RW,0", "op = RW: allowed are R and W")]
    [InlineData("1,,0", "op = : allowed are R and W")]
    [InlineData("1,R,ff40", "addr = ff40: must be a byte address, decimal or hexadecimal with 0x, below 0x200000000 (8 GiB)")]
    [InlineData("1,R,0x", "addr = 0x: ")]
    [InlineData("1,R,0x200000000", "addr = 0x200000000: ")]
    [InlineData("1,R,8589934592", "addr = 8589934592: ")]
    [InlineData("1,R,0x10000000000000040", "addr = 0x10000000000000040: ")]
    [InlineData("1,R,0xffffffffffffffff", "addr = 0xffffffffffffffff: ")]
    [InlineData("1,R,64 ", "addr = 64 : ")]
    [InlineData("1,R,", "addr = : ")]
    [InlineData("1,R,64\0", "addr = 64")]
    public void Csv(string line, string problem) => Check("cycle,op,addr\n0,R,0\n", line, problem);

    [Theory]
    [InlineData("0x40 READ", "has 2 fields; allowed are the 3 of DRAMsim3: ADDRESS READ|WRITE CYCLE")]
    [InlineData("0x40 READ 1 2", "has 4 fields")]
    [InlineData("0x40 Read 1", "op = Read: allowed are READ and WRITE")]
    [InlineData("0x40 READ 0x1", "cycle = 0x1: must be a whole number " + LastCycle)]
    [InlineData("0x40 READ -1", "cycle = -1: ")]
    [InlineData("0x40 READ 7378697629483821", "cycle = 7378697629483821: ")]
    [InlineData("0xg READ 1", "addr = 0xg: must be a byte address, hexadecimal, below 0x200000000 (8 GiB)")]
    [InlineData("200000000 WRITE 1", "addr = 200000000: ")]
    [InlineData("-40 WRITE 1", "addr = -40: ")]
    public void Dramsim3(string line, string problem) => Check("0x0 READ 0\n", line, problem);

    [Theory]
    [InlineData("LD", "has 1 fields; allowed are the 2 of Ramulator 2")]
    [InlineData("LD 0x40 0", "has 3 fields")]
    [InlineData("LOAD 0x40", "op = LOAD: allowed are LD and ST")]
    [InlineData("LD 40h", "addr = 40h: must be a byte address, decimal or hexadecimal with 0x, below 0x200000000 (8 GiB)")]
    [InlineData("ST -1", "addr = -1: ")]
    [InlineData("ST 8589934592", "addr = 8589934592: ")]
    [InlineData("R 0,0,0,12,3", "has an address vector of 5 levels, and nothing says what they are here")]
    public void Ramulator2(string line, string problem) => Check("LD 0\n", line, problem);

    [Theory]
    [InlineData("1: read", "has 2 fields; allowed are those of DRAMSys: CYCLE: [(BYTES)] read|write ADDRESS [DATA]")]
    [InlineData("1: (64) read", "has 3 fields")]
    [InlineData("1: write 0x0 0x00 0x00", "has 5 fields")]
    [InlineData("x: read 0x0", "cycle = x: must be a whole number " + LastCycle)]
    [InlineData("7378697629483821: read 0x0", "cycle = 7378697629483821: ")]
    [InlineData("1: READ 0x0", "op = READ: allowed are read and write")]
    [InlineData("1: (64 read 0x0", "bytes = (64: must be a whole number from 1 to 1048576")]
    [InlineData("1: (0) read 0x0", "bytes = (0): ")]
    [InlineData("1: (1048577) read 0x0", "bytes = (1048577): ")]
    [InlineData("1: (-4) read 0x0", "bytes = (-4): ")]
    [InlineData("1: read 0xz", "addr = 0xz: must be a byte address, hexadecimal, below 0x200000000 (8 GiB)")]
    [InlineData("1: read 0x200000000", "addr = 0x200000000: ")]
    [InlineData("1: (128) read 0x1ffffffc0", "addr = 0x1ffffffc0: must be a byte address, hexadecimal, with all its bytes, below")]
    [InlineData("1: write 0x0 data", "data = data: must be hexadecimal with 0x")]
    [InlineData("1: write 0x0 0x", "data = 0x: must be")]
    public void Dramsys(string line, string problem) => Check("0: read 0x0\n", line, problem);

    [Fact]
    public void The_last_byte_of_the_memory_can_be_asked_for()
    {
        Assert.Equal((8L << 30) - 1, _folder.Read("cycle,op,addr\n7378697629483820,R,0x1ffffffff\n")[0].Address);
        Assert.Equal(64, _folder.Read("1: (64) read 0x1ffffffc0\n")[0].Bytes);
    }

    [Fact]
    public void Leading_zeros_do_no_harm()
    {
        Assert.Equal(
            new MemoryRequest(7, 64, true),
            _folder.Read($"cycle,op,addr\n{new string('0', 40)}7,W,0x{new string('0', 40)}40\n")[0]);
        Assert.Equal(64, _folder.Read($"LD {new string('0', 40)}64\n")[0].Address);
    }

    [Fact]
    public void A_line_without_end_is_refused_in_bounded_memory()
    {
        string message = Assert.Throws<InputException>(
            () => _folder.Read("cycle,op,addr\n0,R,0\n1,R,0x" + new string('0', 2 << 20))).Message;
        Assert.Contains("/t(3): \"1,R,0x000", message, StringComparison.Ordinal);
        Assert.EndsWith("...\": is longer than 1048576 bytes; allowed are requests, one a line", message, StringComparison.Ordinal);
    }

    /// <summary>Data of a write is passed over, and may be longer than what is fetched at once.</summary>
    [Fact]
    public void A_long_line_is_read()
    {
        string data = new('5', 300_000);
        Assert.Equal(
            [new MemoryRequest(0, 0, true), new MemoryRequest(1, 64, false)],
            _folder.Read($"0: write 0x0 0x{data}\n1: read 0x40 0x{data}\n"));
    }

    [Fact]
    public void A_wrong_line_of_many_bytes_is_shown_shortened()
    {
        string message = Assert.Throws<InputException>(() => _folder.Read($"LD 0\nLD {new string('7', 500)}x\n")).Message;
        Assert.Contains($"\"LD {new string('7', 97)}...\": addr = ", message, StringComparison.Ordinal);
    }

    private void Check(string start, string line, string problem)
    {
        string message = Assert.Throws<InputException>(() => _folder.Read(start + line + "\n0,0,0\n")).Message;
        int number = start.Count(letter => letter == '\n') + 1;
        string shown = line.Replace("\0", "\\u0000", StringComparison.Ordinal);
        Assert.Contains($"/t({number}): \"{shown}\": {problem}", message, StringComparison.Ordinal);
    }
}
