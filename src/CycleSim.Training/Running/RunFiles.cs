using CycleSim.Configuration;

namespace CycleSim.Training.Running;

/// <summary>The files of a run in its folder.</summary>
public sealed record RunFiles
{
    private RunFiles(string folder, bool resumes)
    {
        Folder = folder;
        Resumes = resumes;
    }

    /// <summary>The folder.</summary>
    public string Folder { get; }

    /// <summary>Whether the run goes on from its checkpoint, if there is one.</summary>
    public bool Resumes { get; }

    /// <summary>JSON lines of steps and epochs.</summary>
    public string Log => Path.Combine(Folder, "log.jsonl");

    /// <summary>State to resume from.</summary>
    public string Checkpoint => Path.Combine(Folder, "checkpoint.bin");

    /// <summary>What came out.</summary>
    public string Summary => Path.Combine(Folder, "summary.json");

    /// <summary>Keeps other processes from training in the folder.</summary>
    /// <exception cref="LockedException">Another process does so.</exception>
    internal FileLock Lock() => FileLock.Acquire(Path.Combine(Folder, "run"), $"--out {Folder}");

    /// <summary>Opens a folder, which is made if need be.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="resumes">Whether to go on with the run that is there.</param>
    /// <exception cref="InputException">The folder cannot be made, or has a run that was not asked for.</exception>
    public static RunFiles Open(string folder, bool resumes)
    {
        ArgumentNullException.ThrowIfNull(folder);
        var files = new RunFiles(folder, resumes);
        OutputFile.CreateFolder("--out", folder);

        return resumes || !File.Exists(files.Log)
            ? files
            : throw new InputException($"--out {folder}: has a run already; --resume goes on with it, another folder starts anew");
    }
}
