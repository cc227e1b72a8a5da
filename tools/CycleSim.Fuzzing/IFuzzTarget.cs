namespace CycleSim.Fuzzing;

/// <summary>A reader under test.</summary>
internal interface IFuzzTarget
{
    /// <summary>Its name on the command line.</summary>
    public string Name { get; }

    /// <summary>What it reads.</summary>
    public string Reads { get; }

    /// <summary>End of the name of an input's file: some readers look at it.</summary>
    public string Extension { get; }

    /// <summary>Inputs to start from, small ones.</summary>
    /// <param name="repository">Folder of the repository.</param>
    public IEnumerable<byte[]> Seeds(string repository);

    /// <summary>
    /// Reads an input. Returns where it is accepted, and what is written of it reads as the same; throws an InputException where it is
    /// refused. Any other exception is a finding.
    /// </summary>
    /// <param name="input">The bytes.</param>
    /// <param name="path">A file that holds them, in a folder for what the target writes.</param>
    public void Run(byte[] input, string path);
}
