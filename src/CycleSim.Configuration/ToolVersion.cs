using System.Reflection;

namespace CycleSim.Configuration;

/// <summary>Version of the program, as result files state it.</summary>
public static class ToolVersion
{
    /// <summary>The version, e.g. "0.1.0".</summary>
    public static string Text { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion;
}
