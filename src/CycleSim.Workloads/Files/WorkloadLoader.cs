using System.Security.Cryptography;
using System.Text;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.Workloads.Networks;
using CycleSim.Workloads.Onnx;
using CycleSim.Workloads.Topologies;

namespace CycleSim.Workloads.Files;

/// <summary>Finds networks by name or file: shipped ones, JSON files, ONNX files, topologies of SCALE-Sim.</summary>
public static class WorkloadLoader
{
    private const string OnnxExtension = ".onnx";
    private const string TopologyExtension = ".csv";

    /// <summary>Loads a network.</summary>
    /// <param name="nameOrPath">The name of a shipped network, or the path of a .json, .onnx or .csv (SCALE-Sim topology) file.</param>
    /// <exception cref="InputException">No such network, or it is not valid; the message says where.</exception>
    public static Workload Load(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        if (IsOnnx(nameOrPath))
            return LoadOnnx(nameOrPath);
        return IsTopology(nameOrPath) ? LoadTopology(nameOrPath) : Of(NetworkLoader.Load(nameOrPath));
    }

    /// <summary>A network that is there already.</summary>
    /// <param name="network">The network.</param>
    public static Workload Of(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return new NetworkWorkload(network);
    }

    /// <summary>Whether a name is that of an ONNX file.</summary>
    /// <param name="nameOrPath">The name.</param>
    public static bool IsOnnx(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        return nameOrPath.EndsWith(OnnxExtension, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether a name is that of a file in the format of another program: ONNX, or a topology of SCALE-Sim.</summary>
    /// <param name="nameOrPath">The name.</param>
    public static bool IsImported(string nameOrPath)
    {
        ArgumentNullException.ThrowIfNull(nameOrPath);
        return IsOnnx(nameOrPath) || IsTopology(nameOrPath);
    }

    private static bool IsTopology(string nameOrPath) => nameOrPath.EndsWith(TopologyExtension, StringComparison.OrdinalIgnoreCase);

    private static TopologyWorkload LoadTopology(string path)
    {
        string text = ModelStore.ReadFileText(path);
        string file = InputFile.NameOf(path);
        return new TopologyWorkload(
            file, Path.GetFileNameWithoutExtension(path), TopologyReader.Parse(file, text),
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    private static OnnxWorkload LoadOnnx(string path)
    {
        byte[] content = ModelStore.ReadFileBytes(path, OnnxLimits.FileBytes, "; weights may stand in other files");
        OnnxModel model = OnnxReader.Read(InputFile.NameOf(path), content);
        return new OnnxWorkload(model, Path.GetFileNameWithoutExtension(path), Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
