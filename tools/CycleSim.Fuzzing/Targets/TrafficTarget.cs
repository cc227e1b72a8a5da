using CycleSim.Platform.Files;
using CycleSim.Traces;
using CycleSim.Traces.Traffic;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Traffic files of training. An input is what stands behind the head, whose checksum a change would break.</summary>
internal sealed class TrafficTarget : IFuzzTarget
{
    private const int HeadBytes = 12;

    public string Name => "traffic";

    public string Reads => "traffic files, with a checksum that fits";

    public string Extension => ".traffic";

    public IEnumerable<byte[]> Seeds(string repository)
    {
        var tensor = new StoredTensor { Name = "conv1 weights", Bytes = 4096 };
        tensor.Toggled.AddRange(Enumerable.Range(0, 32).Select(bit => (ulong)bit));
        var step = new TrafficStep();
        step.Tensors.Add(tensor);
        var traffic = new TensorTraffic();
        traffic.Steps.Add(step);
        yield return Written(traffic)[HeadBytes..];
    }

    public void Run(byte[] input, string path)
    {
        byte[] file = [.. "CYSIMTT1"u8, .. BitConverter.GetBytes(Checksum.Crc32C(input)), .. input];
        File.WriteAllBytes(path, file);
        TensorTraffic traffic = TrafficFile.Read(path);
        string copy = path + ".copy";
        File.WriteAllBytes(copy, Written(traffic));
        Oracle.Same("traffic", traffic, Oracle.Accepts("written traffic", () => TrafficFile.Read(copy)));
    }

    private static byte[] Written(TensorTraffic traffic)
    {
        using var stream = new MemoryStream();
        TrafficFile.Write(stream, traffic);
        return stream.ToArray();
    }
}
