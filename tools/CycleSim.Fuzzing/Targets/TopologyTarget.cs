using System.Text;
using CycleSim.Workloads.Files;

namespace CycleSim.Fuzzing.Targets;

/// <summary>Topologies of SCALE-Sim.</summary>
internal sealed class TopologyTarget : IFuzzTarget
{
    public string Name => "topology";

    public string Reads => "topologies of SCALE-Sim (.csv)";

    public string Extension => ".csv";

    public IEnumerable<byte[]> Seeds(string repository)
    {
        yield return Encoding.UTF8.GetBytes("Layer, M, N, K,\nfc1, 64, 10, 128,\nfc2, 1, 2, 3,\n");
        yield return Encoding.UTF8.GetBytes(
            "Layer name, H, W, R, S, C, F, Stride,\nconv1, 28, 28, 5, 5, 1, 6, 1,\nconv2, 14, 14, 3, 3, 6, 16, 2, 1,\n");
    }

    public void Run(byte[] input, string path) => WorkloadOracle.Check(WorkloadLoader.Load(path), path);
}
