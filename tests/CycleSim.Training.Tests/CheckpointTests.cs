using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using CycleSim.Platform;
using CycleSim.Training.Running;

namespace CycleSim.Training.Tests;

/// <summary>States of runs whose hash fits and whose content does not: a message, whatever they claim.</summary>
public sealed class CheckpointTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Fact]
    public void A_state_is_read_as_it_was_written()
    {
        new Checkpoint("a run", [1, -2], [0.5, double.NaN], [("weights", [1, 2, 3]), ("", [])]).Write(_file);
        Checkpoint read = Checkpoint.Read(_file);
        Assert.Equal(("a run", 2, 2), (read.Run, read.Numbers.Count, read.Sums.Count));
        Assert.Equal([1, -2], read.Numbers);
        Assert.Equal([("weights", "010203"), ("", "")], read.Blocks.Select(block => (block.Name, Convert.ToHexString(block.Bytes))));
    }

    /// <summary>The numbers that say how many values follow: of numbers, of sums, of blocks, and of the bytes of a block.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void A_count_that_the_file_has_no_room_for_is_refused(int which)
    {
        byte[] content =
        [
            .. Text("CycleSim training state 1"), .. Text("run"), .. Count(0), .. Count(0), .. Count(1), .. Text("w"), .. Count(0),
        ];
        int[] places = [content.Length - 18, content.Length - 14, content.Length - 10, content.Length - 4];
        foreach (int claim in new[] { -1, int.MinValue, int.MaxValue, 1 << 20 })
        {
            byte[] changed = [.. content];
            BinaryPrimitives.WriteInt32LittleEndian(changed.AsSpan(places[which]), claim);
            long before = GC.GetAllocatedBytesForCurrentThread();
            AssertRefused(changed, "it claims");
            Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
        }
    }

    [Fact]
    public void A_text_without_an_end_is_refused()
    {
        AssertRefused([0xff, 0xff, 0xff, 0xff, 0xff, 0xff], "cannot be read");
        AssertRefused([0xff, 0xff, 0xff, 0xff, 0x07], "cannot be read");
        AssertRefused([.. Text("CycleSim training state 1"), 0xff, 0xff, 0xff, 0xff, 0x0f], "cannot be read");
    }

    private void AssertRefused(byte[] content, string message)
    {
        File.WriteAllBytes(_file, [.. content, .. SHA256.HashData(content)]);
        string problem = Assert.Throws<InputException>(() => Checkpoint.Read(_file)).Message;
        Assert.StartsWith(_file, problem, StringComparison.Ordinal);
        Assert.Contains(message, problem, StringComparison.Ordinal);
    }

    private static byte[] Text(string text) => [(byte)text.Length, .. Encoding.UTF8.GetBytes(text)];

    private static byte[] Count(int count) => BitConverter.GetBytes(count);
}
