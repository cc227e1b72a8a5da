using CycleSim.Training.Data;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Binary files of CIFAR-10 and CIFAR-100, plain and gzip.</summary>
internal sealed class CifarTarget : IFuzzTarget
{
    private const int RecordBytes = 3 * 32 * 32;

    public string Name => "cifar";

    public string Reads => "CIFAR-10 and CIFAR-100, plain and gzip";

    public string Extension => ".bin";

    public IEnumerable<byte[]> Seeds(string repository)
    {
        byte[] ten = [3, .. new byte[RecordBytes]];
        byte[] hundred = [3, 77, .. new byte[RecordBytes]];
        return [ten, hundred, SeedFiles.Gzip(ten), SeedFiles.Gzip(hundred)];
    }

    public void Run(byte[] input, string path)
    {
        DatasetSpec spec = DatasetSpec.Find(input.Length % 2 == 0 ? "cifar-100" : "cifar-10");
        (byte[] pixels, byte[] labels) = CifarReader.Read(path, spec);
        Oracle.Same("bytes of pixels", labels.Length * RecordBytes, pixels.Length);
        Oracle.Same("a label above the classes", false, labels.Any(label => label >= spec.Classes));
    }
}
