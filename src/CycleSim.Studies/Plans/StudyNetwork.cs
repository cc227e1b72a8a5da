using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using CycleSim.Configuration;
using CycleSim.Workloads.Lowering;
using CycleSim.Workloads.Networks;

namespace CycleSim.Studies.Plans;

/// <summary>A network of a study. Its training steps are lowered once for each batch.</summary>
public sealed class StudyNetwork
{
    private readonly ConcurrentDictionary<int, StepProgram> _programs = new();

    private StudyNetwork(Network network, string fingerprint)
    {
        Network = network;
        Fingerprint = fingerprint;
    }

    /// <summary>The network.</summary>
    public Network Network { get; }

    /// <summary>Hash of its description, in hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>Loads a shipped network or a file.</summary>
    /// <exception cref="InputException">No such network, or it is not valid.</exception>
    public static StudyNetwork Load(string nameOrPath)
    {
        string text = ModelStore.ReadText(ModelKind.Networks, nameOrPath).Text;
        return new(NetworkLoader.Load(nameOrPath), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));
    }

    /// <summary>The training step of a batch.</summary>
    public StepProgram Program(int batch) => _programs.GetOrAdd(batch, size => TrainingStepLowering.Lower(Network, size));
}
