using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using CycleSim.Configuration.Models;
using CycleSim.Platform;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Studies.Plans;

/// <summary>A network of a study. Its training steps are lowered once for each batch.</summary>
public sealed partial class StudyNetwork
{
    private readonly ConcurrentDictionary<int, StepProgram> _programs = new();
    private readonly Workload _workload;

    private StudyNetwork(Workload workload, string fingerprint)
    {
        _workload = workload;
        Fingerprint = fingerprint;
    }

    /// <summary>Its name in tables.</summary>
    public string Name => _workload.Name;

    /// <summary>Hash of its file, without the line that names its schema where it is text, in hexadecimal.</summary>
    public string Fingerprint { get; }

    /// <summary>Loads a shipped network or a file.</summary>
    /// <exception cref="InputException">No such network, or it is not valid.</exception>
    public static StudyNetwork Load(string nameOrPath)
    {
        Workload workload = WorkloadLoader.Load(nameOrPath);
        return new(workload, workload.ContentHash ?? TextHash(nameOrPath));
    }

    private static string TextHash(string nameOrPath)
    {
        string text = SchemaLine().Replace(ModelStore.ReadText(ModelKind.Networks, nameOrPath).Text, "");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    // The line says nothing about the network: results that are there stay valid when it comes or goes.
    [GeneratedRegex("^[ \\t]*\"\\$schema\"[ \\t]*:[ \\t]*\"[^\"\\n]*\",[ \\t]*\\r?\\n",
        RegexOptions.Multiline | RegexOptions.CultureInvariant)]
    private static partial Regex SchemaLine();

    /// <summary>The training step of a batch.</summary>
    public StepProgram Program(int batch) => _programs.GetOrAdd(batch, size => _workload.Lower(size));
}
