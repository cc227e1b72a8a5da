using CycleSim.Workloads.Export;
using CycleSim.Workloads.Files;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Networks in ONNX.</summary>
internal sealed class OnnxTarget : IFuzzTarget
{
    private static readonly string[] Networks = ["lenet5-28x28-mnist", "alexnet-cifar10", "vit-tiny-mnist", "gpt-tiny-characters"];

    public string Name => "onnx";

    public string Reads => "networks in ONNX";

    public string Extension => ".onnx";

    public IEnumerable<byte[]> Seeds(string repository)
    {
        foreach (string network in Networks)
        {
            using var stream = new MemoryStream();
            OnnxExport.Write(WorkloadLoader.Load(network).GraphOf(1), stream);
            yield return stream.ToArray();
        }
    }

    public void Run(byte[] input, string path) => WorkloadOracle.Check(WorkloadLoader.Load(path), path);
}
