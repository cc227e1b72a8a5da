using System.IO.Compression;
using System.Text;
using CycleSim.Platform;
using CycleSim.Traces.Requests;

namespace CycleSim.Traces.Tests;

/// <summary>Request traces: plain and gzip read alike, nothing broken reads as something shorter.</summary>
public sealed class RequestCsvTests : IDisposable
{
    /// <summary>8 GiB, and 2^63 ps at 1250 ps a cycle.</summary>
    private static readonly RequestLimits Limits = new(LastCycle: 7_378_697_629_483_820, CapacityBytes: 8L << 30);

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void Plain_and_gzip_give_the_same_requests()
    {
        File.WriteAllBytes(_file, Text(40));
        IReadOnlyList<MemoryRequest> plain = RequestCsv.Read(_file, Limits);
        File.WriteAllBytes(_file, Gzip(40));
        Assert.Equal(plain, RequestCsv.Read(_file, Limits));
        Assert.Equal(new MemoryRequest(39, 39 * 64, IsWrite: true), plain[39]);
    }

    [Fact]
    public void A_gzip_file_cut_anywhere_is_refused()
    {
        byte[] whole = Gzip(40);
        for (int length = 2; length < whole.Length; length++)
        {
            File.WriteAllBytes(_file, whole[..length]);
            Assert.Contains(_file, Assert.Throws<InputException>(() => RequestCsv.Read(_file, Limits)).Message,
                StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_gzip_file_with_a_changed_digit_is_refused()
    {
        byte[] whole = Gzip(40);
        int digit = whole.AsSpan().IndexOf("\n17,"u8) + 2;
        whole[digit] = (byte)'8';
        File.WriteAllBytes(_file, whole);
        Assert.Contains("damaged", Assert.Throws<InputException>(() => RequestCsv.Read(_file, Limits)).Message,
            StringComparison.Ordinal);
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
        string message = Assert.Throws<InputException>(() => RequestCsv.Read(_file, Limits)).Message;
        Assert.Contains(line, message, StringComparison.Ordinal);
        Assert.Contains(allowed, message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_address_without_0x_is_decimal()
    {
        File.WriteAllText(_file, "cycle,op,addr\n0,R,64\n0,W,128\n0,R,0x80\n0,R,0XC0\n");
        Assert.Equal([64L, 128, 128, 192], RequestCsv.Read(_file, Limits).Select(request => request.Address));
    }

    [Fact]
    public void What_is_written_is_read_again()
    {
        MemoryRequest[] requests = [new(0, 64, IsWrite: true), new(3, 0, IsWrite: false), new(3, 8L << 29, IsWrite: true)];
        using (FileStream stream = File.Create(_file))
            Assert.Equal(3, RequestCsv.Write(stream, requests));
        Assert.Equal("cycle,op,addr\n0,W,0x40\n3,R,0x0\n3,W,0x100000000\n", File.ReadAllText(_file));
        Assert.Equal(requests, RequestCsv.Read(_file, Limits));
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
