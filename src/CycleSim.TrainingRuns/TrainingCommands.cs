namespace CycleSim.TrainingRuns;

/// <summary>How the program that trains is called, and what it is asked for.</summary>
public static class TrainingCommands
{
    /// <summary>Name of the program and of its file, which its messages start with.</summary>
    public const string Program = "cyclesim-train";

    /// <summary>
    /// Runs command lines one after the other: each line of standard input is a JSON array of arguments, answered by a line with a
    /// <see cref="TrainingAnswer"/>.
    /// </summary>
    public const string Serve = "serve";

    /// <summary>Prints a <see cref="TrainingDescription"/>.</summary>
    public const string Describe = "describe";
}
