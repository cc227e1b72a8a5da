using System.IO.Compression;
using System.Text;
using CycleSim.Accelerator.Dram;
using CycleSim.Configuration;

namespace CycleSim.Accelerator.Tests.Dram;

/// <summary>Request traces: plain and gzip read alike, nothing broken reads as something shorter.</summary>
public sealed class DramTraceFileTests : IDisposable
{
    private static readonly DramSpec Part = TestMachines.Paper.Dram;
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Plain_and_gzip_give_the_same_requests()
    {
        File.WriteAllBytes(_file, Text(40));
        DramRequest[] plain = DramTraceFile.Read(_file, Part).Requests;
        File.WriteAllBytes(_file, Gzip(40));
        Assert.Equal(plain, DramTraceFile.Read(_file, Part).Requests);
        Assert.Equal(new DramRequest(39, 39 * 64, IsWrite: true), plain[39]);
    }

    [Fact]
    public void A_gzip_file_cut_anywhere_is_refused()
    {
        byte[] whole = Gzip(40);
        for (int length = 2; length < whole.Length; length++)
        {
            File.WriteAllBytes(_file, whole[..length]);
            Assert.Contains(_file, Assert.Throws<InputException>(() => DramTraceFile.Read(_file, Part)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_gzip_file_with_a_changed_digit_is_refused()
    {
        byte[] whole = Gzip(40);
        int digit = whole.AsSpan().IndexOf("\n17,"u8) + 2;
        whole[digit] = (byte)'8';
        File.WriteAllBytes(_file, whole);
        Assert.Contains("damaged", Assert.Throws<InputException>(() => DramTraceFile.Read(_file, Part)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("time,op,addr", "(1)", "cycle,op,addr")]
    [InlineData("cycle,op,addr\n0,X,0x0", "(2)", "R and W")]
    [InlineData("cycle,op,addr\n0,R,ff40", "(2)", "hexadecimal with 0x")]
    [InlineData("cycle,op,addr\n0,R,-64", "(2)", "addr = -64")]
    [InlineData("cycle,op,addr\n0,R,0x-40", "(2)", "addr = 0x-40")]
    [InlineData("cycle,op,addr\n0,R,0x", "(2)", "addr = 0x")]
    [InlineData("cycle,op,addr\n0,R,0xffffffffffffffff", "(2)", "below")]
    [InlineData("cycle,op,addr\n0,R,8589934592", "(2)", "below 0x200000000")]
    [InlineData("cycle,op,addr\n7378697629483821,R,0", "(2)", "7378697629483820")]
    [InlineData("cycle,op,addr\n9223372036854775808,R,0", "(2)", "7378697629483820")]
    [InlineData("cycle,op,addr\n1000,R,0x40\n\n0,R,0x80", "(4)", "at cycle 0, before an earlier one at cycle 1000")]
    [InlineData("cycle,op,addr\n\n", "holds no request", "nothing to replay")]
    [InlineData("cycle,op,addr\n-1,R,0x0", "(2)", "cycle = -1")]
    [InlineData("cycle,op,addr\n0,R", "(2)", "2 fields")]
    [InlineData("cycle,op,addr\n0,R,0xfffffffffffff", "(2)", "below")]
    public void A_wrong_line_is_named(string content, string line, string allowed)
    {
        File.WriteAllText(_file, content);
        string message = Assert.Throws<InputException>(() => DramTraceFile.Read(_file, Part)).Message;
        Assert.Contains(line, message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_without_0x_is_decimal()
    {
        File.WriteAllText(_file, "cycle,op,addr\n0,R,64\n0,W,128\n0,R,0x80\n0,R,0XC0\n");
        Assert.Equal([64L, 128, 128, 192], DramTraceFile.Read(_file, Part).Requests.Select(request => request.Address));
    }

    [Fact]
    public void An_unaligned_request_moves_the_burst_that_holds_it_and_is_counted()
    {
        File.WriteAllText(_file, "cycle,op,addr\n0,W,0x818\n1,R,0x83f\n2,R,0x840\n");
        RequestList list = DramTraceFile.Read(_file, Part);
        Assert.Equal([0x800L, 0x800, 0x840], list.Requests.Select(request => request.Address));
        Assert.Equal(2, list.Unaligned);
    }

    [Fact]
    public void Times_that_go_back_are_sorted_or_kept_where_that_is_asked_for()
    {
        File.WriteAllText(_file, "cycle,op,addr\n5,R,0\n9,R,64\n5,R,128\n0,W,192\n9,R,256\n");
        RequestList kept = DramTraceFile.Read(_file, Part, RequestOrder.File);
        Assert.Equal([5L, 9, 5, 0, 9], kept.Requests.Select(request => request.Cycle));
        Assert.Equal(2, kept.Backwards);
        Assert.Null(kept.FileIndex);
        RequestList sorted = DramTraceFile.Read(_file, Part, RequestOrder.Time);
        Assert.Equal([192L, 0, 128, 64, 256], sorted.Requests.Select(request => request.Address));
        Assert.Equal([3, 0, 2, 1, 4], sorted.FileIndex!);
        Assert.Equal(2, sorted.Backwards);
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        DramRequest[] requests = [new(0, 64, IsWrite: true), new(3, 0, IsWrite: false), new(3, 8L << 29, IsWrite: true)];
        using (FileStream stream = File.Create(_file))
            Assert.Equal(3, DramTraceFile.Write(stream, requests));
        Assert.Equal("cycle,op,addr\n0,W,0x40\n3,R,0x0\n3,W,0x100000000\n", File.ReadAllText(_file));
        Assert.Equal(requests, DramTraceFile.Read(_file, Part).Requests);
    }

    private static byte[] Text(int requests) => Encoding.ASCII.GetBytes(
        "cycle,op,addr\n" + string.Concat(Enumerable.Range(0, requests).Select(i => $"{i},{(i % 2 == 0 ? 'R' : 'W')},0x{i * 64:x}\n")));

    /// <summary>Stored, not compressed, so that lines stay whole in a cut-off file.</summary>
    private static byte[] Gzip(int requests)
    {
        using var memory = new MemoryStream();
        using (var gzip = new GZipStream(memory, CompressionLevel.NoCompression))
            gzip.Write(Text(requests));
        return memory.ToArray();
    }
}
