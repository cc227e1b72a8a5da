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
        DramRequest[] plain = DramTraceFile.Read(_file, Part);
        File.WriteAllBytes(_file, Gzip(40));
        Assert.Equal(plain, DramTraceFile.Read(_file, Part));
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
    [InlineData("cycle,op,addr\n0,R,0x0\n1,R,0x41", "(3)", "multiple of 64")]
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
