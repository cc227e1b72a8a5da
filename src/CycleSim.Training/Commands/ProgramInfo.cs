using System.Reflection;

namespace CycleSim.Training.Commands;

/// <summary>What the program says of itself.</summary>
internal static class ProgramInfo
{
    /// <summary>Its name, which messages begin with.</summary>
    internal const string Name = "cyclesim-train";

    /// <summary>Its version, as result files state it.</summary>
    internal static string Version { get; } =
        typeof(ProgramInfo).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
