namespace CycleSim.Training.Commands;

/// <summary>What the program says of itself.</summary>
internal static class ProgramInfo
{
    /// <summary>Its name, which messages start with.</summary>
    internal const string Name = "cyclesim-train";
}
