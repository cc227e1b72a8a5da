using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CycleSim.Platform.Files;
using ZstdSharp;

namespace CycleSim.Cli.Tests;

/// <summary>
/// Small files that stand for gigabytes, lengths that claim them, text that is nested without end, and devices that have none: each is
/// refused with a message that names the file, at once and in little memory.
/// </summary>
public sealed class HostileInputTests : IDisposable
{
    private const long MaxAllocatedBytes = 96 << 20;
    private const int MemberBytes = 1 << 26;

    private static readonly Lazy<byte[]> Zeros = new(() => Gzip(new byte[MemberBytes]));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Traces => ["dram FILE", "trace replay FILE", "trace convert FILE --format csv --out out.csv"];

    [Theory]
    [MemberData(nameof(Traces))]
    public void A_gzip_file_of_gigabytes_of_zeros_is_no_trace(string command) =>
        AssertRefused(command, "bomb.gz", [.. Enumerable.Repeat(Zeros.Value, 128).SelectMany(member => member)]);

    [Theory]
    [MemberData(nameof(Traces))]
    public void Nor_is_one_of_zstandard(string command)
    {
        using var compressor = new Compressor();
        byte[] frame = compressor.Wrap(new byte[MemberBytes]).ToArray();
        AssertRefused(command, "bomb.zst", [.. Enumerable.Repeat(frame, 128).SelectMany(part => part)]);
    }

    [Theory]
    [MemberData(nameof(Traces))]
    public void A_zstandard_window_of_a_terabyte_is_refused(string command) =>
        // Magic number; a frame without content size; a window of 2^(10 + 31); a block.
        AssertRefused(command, "window.zst", [0x28, 0xb5, 0x2f, 0xfd, 0x00, 31 << 3, 0x03, 0x00, 0x00, 0x00]);

    [Theory]
    [InlineData("trace info FILE")]
    [InlineData("trace dump FILE")]
    [InlineData("trace verify FILE")]
    [InlineData("trace replay FILE")]
    [InlineData("trace convert FILE --format perfetto --out out")]
    [InlineData("plot timeline FILE --out out.svg")]
    public void A_chunk_of_a_trace_that_claims_gigabytes_is_refused(string command)
    {
        byte[] claims = [.. "CYSIMTR2"u8, 0xff, 0xff, 0xff, 0x7f, .. new byte[64]];
        AssertRefused(command, "length.cst", claims);
        // The trailer is in place: the index is what claims.
        byte[] trailer = [.. claims, .. Little(8), .. "CYSIMEND"u8];
        AssertRefused(command, "index.cst", trailer);
        AssertRefused(command, "content.cst", Trace(new byte[MemberBytes]));
    }

    [Fact]
    public void A_gem5_message_that_claims_gigabytes_is_refused()
    {
        AssertRefused("dram FILE", "packets.trc", [.. "gem5"u8, 0xff, 0xff, 0xff, 0xff, 0x07, 1, 2, 3]);
        AssertRefused("dram FILE", "longer.trc", [.. "gem5"u8, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f, 1]);
    }

    [Fact]
    public void Lengths_of_an_onnx_model_that_claim_gigabytes_are_refused()
    {
        // ir_version 9; then a graph that claims 2^31 - 1 bytes, and one whose node does.
        byte[] version = [0x08, 0x09];
        AssertRefused("workload --network FILE", "graph.onnx", [.. version, 0x3a, 0xff, 0xff, 0xff, 0xff, 0x07, 0x0a]);
        AssertRefused("workload --network FILE", "node.onnx", [.. version, 0x3a, 0x06, 0x0a, 0xff, 0xff, 0xff, 0xff, 0x07]);
    }

    [Theory]
    [InlineData("simulate --capacity 1MiB --network FILE")]
    [InlineData("simulate --capacity 1MiB --network lenet5-28x28-mnist --machine FILE")]
    [InlineData("simulate --capacity 1MiB --network lenet5-28x28-mnist --memory FILE")]
    [InlineData("dram requests --dram FILE")]
    [InlineData("device info --device FILE")]
    [InlineData("models show FILE")]
    [InlineData("sweep FILE --out out")]
    [InlineData("plot energy FILE --out out.svg")]
    public void Json_without_an_end_is_refused(string command)
    {
        AssertRefused(command, "arrays.json", Encoding.UTF8.GetBytes($"{{\"name\": {new string('[', 1 << 20)}"));
        AssertRefused(command, "objects.json", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"name\": ", 1 << 17))));
        AssertRefused(command, "spaces.json", Encoding.UTF8.GetBytes(new string(' ', (16 << 20) + 1)));
    }

    [Theory]
    [InlineData("simulate --capacity 1MiB --network FILE", "zero.json")]
    [InlineData("workload --network FILE", "zero.onnx")]
    [InlineData("workload --network FILE", "zero.csv")]
    [InlineData("simulate --capacity 1MiB --network lenet5-28x28-mnist --machine FILE", "zero.json")]
    [InlineData("simulate --capacity 1MiB --network lenet5-28x28-mnist --memory FILE", "zero.json")]
    [InlineData("simulate --capacity 1MiB --network lenet5-28x28-mnist --traffic FILE", "zero.traffic")]
    [InlineData("dram requests --dram FILE", "zero.json")]
    [InlineData("dram requests --dram FILE", "zero.ini")]
    [InlineData("models import FILE", "zero.ini")]
    [InlineData("array import FILE", "zero.out")]
    [InlineData("validate --machine tpu-v3 --measured FILE", "zero.csv")]
    [InlineData("device info --device FILE", "zero.json")]
    [InlineData("sweep FILE --out out", "zero.json")]
    [InlineData("plot energy FILE --out out.svg", "zero.json")]
    [InlineData("train --runs FILE --plot out.svg", "zero.jsonl")]
    [InlineData("dram FILE", "zero")]
    [InlineData("trace info FILE", "zero.cst")]
    [InlineData("trace verify FILE", "zero.cst")]
    public void A_link_to_an_endless_device_is_refused(string command, string name)
    {
        if (!OperatingSystem.IsLinux())
            return;
        string link = _folder.File(name);
        File.CreateSymbolicLink(link, "/dev/zero");
        AssertRefused(command, link);
    }

    [Theory]
    [InlineData("train --runs FILE --plot out.svg", "log.jsonl")]
    [InlineData("array import FILE", "report.out")]
    [InlineData("models import FILE", "part.ini")]
    [InlineData("validate --machine tpu-v3 --measured FILE", "measured.csv")]
    [InlineData("workload --network FILE", "network.csv")]
    [InlineData("workload --network FILE", "network.onnx")]
    [InlineData("simulate --capacity 1MiB --network lenet5-28x28-mnist --traffic FILE", "step.traffic")]
    [InlineData("dram FILE", "requests.csv")]
    [InlineData("trace info FILE", "trace.cst")]
    [InlineData("trace verify FILE", "trace.cst")]
    public void A_file_of_gigabytes_without_content_is_refused(string command, string name)
    {
        // A file with a hole takes no space.
        using (FileStream file = File.Create(_folder.File(name)))
            file.SetLength(8L << 30);
        AssertRefused(command, _folder.File(name));
    }

    [Fact]
    public void Traffic_of_gigabytes_is_refused()
    {
        using (FileStream file = File.Create(_folder.File("step.traffic")))
        {
            file.Write("CYSIMTT1"u8);
            file.SetLength(8L << 30);
        }

        AssertRefused("simulate --capacity 1MiB --network lenet5-28x28-mnist --traffic FILE", _folder.File("step.traffic"));
    }

    private void AssertRefused(string command, string name, byte[] content)
    {
        File.WriteAllBytes(_folder.File(name), content);
        AssertRefused(command, _folder.File(name));
    }

    private void AssertRefused(string command, string file)
    {
        _folder.Write("requests", "cycle,op,addr\n0,R,0x40\n");
        string[] arguments = [.. command.Split(' ').Select(word => word switch
        {
            "FILE" => file,
            "requests" or "out" or "out.svg" or "out.csv" => _folder.File(word),
            _ => word,
        })];
        long before = GC.GetAllocatedBytesForCurrentThread();
        CliRun run = CliRun.Of(arguments);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(run.ExitCode == 2, $"{command} {Path.GetFileName(file)}: exit code {run.ExitCode}: {run.Output}{run.Errors}");
        Assert.StartsWith("cyclesim: ", run.Errors, StringComparison.Ordinal);
        Assert.Contains(Path.GetFileName(file), run.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("bug", run.Errors, StringComparison.Ordinal);
        Assert.InRange(run.Errors.Length, 1, 2000);
        Assert.InRange(allocated, 0, MaxAllocatedBytes);
    }

    /// <summary>A trace whose first chunk decompresses to much.</summary>
    private static byte[] Trace(byte[] content)
    {
        using var compressor = new Compressor();
        byte[] payload = compressor.Wrap(content).ToArray();
        byte[] checksum = new byte[4];
        BinaryPrimitives.WriteUInt32LittleEndian(checksum, Checksum.Crc32C(payload));
        return [.. "CYSIMTR2"u8, .. Little(payload.Length)[..4], .. checksum, .. payload];
    }

    private static byte[] Little(long value)
    {
        byte[] bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] Gzip(byte[] content)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Fastest))
            gzip.Write(content);
        return compressed.ToArray();
    }
}
