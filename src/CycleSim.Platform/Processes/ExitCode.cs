namespace CycleSim.Platform.Processes;

/// <summary>What a program tells whoever started it: the shell, or another program of this kind.</summary>
public static class ExitCode
{
    /// <summary>All was done.</summary>
    public const int Done = 0;

    /// <summary>The input was good and the work was not done, or not to its end.</summary>
    public const int Failed = 1;

    /// <summary>An option or an input file is wrong.</summary>
    public const int WrongInput = 2;

    /// <summary>What the shell says of programs that a closed pipe ends, as it does most: 128 and the number of the signal.</summary>
    public const int ReaderLeft = 141;
}
