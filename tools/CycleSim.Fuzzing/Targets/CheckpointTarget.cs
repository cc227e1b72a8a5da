using System.Security.Cryptography;
using CycleSim.Training.Running;

namespace CycleSim.Fuzzing.Targets;

/// <summary>States of training runs. An input is what stands before the hash, which a change would break.</summary>
internal sealed class CheckpointTarget : IFuzzTarget
{
    public string Name => "checkpoint";

    public string Reads => "states of training runs, with a hash that fits";

    public string Extension => "";

    public IEnumerable<byte[]> Seeds(string repository)
    {
        string path = Path.GetTempFileName();
        new Checkpoint("lenet5, seed 1", [1, 2, 3], [0.5, double.NaN], [("weights", [1, 2, 3, 4]), ("momentum", [])]).Write(path);
        byte[] file = File.ReadAllBytes(path);
        File.Delete(path);
        return [file[..^SHA256.HashSizeInBytes]];
    }

    public void Run(byte[] input, string path)
    {
        File.WriteAllBytes(path, [.. input, .. SHA256.HashData(input)]);
        Checkpoint read = Checkpoint.Read(path);
        string copy = path + ".copy";
        read.Write(copy);
        Checkpoint again = Oracle.Accepts("a written state", () => Checkpoint.Read(copy));
        Oracle.Same("run", read.Run, again.Run);
        Oracle.SameRecords("numbers", read.Numbers, again.Numbers);
        Oracle.SameRecords("sums", [.. read.Sums.Select(Bits)], [.. again.Sums.Select(Bits)]);
        Oracle.SameRecords("blocks", [.. read.Blocks.Select(Text)], [.. again.Blocks.Select(Text)]);
    }

    private static long Bits(double value) => BitConverter.DoubleToInt64Bits(value);

    private static string Text((string Name, byte[] Bytes) block) => $"{block.Name} {Convert.ToHexString(block.Bytes)}";
}
