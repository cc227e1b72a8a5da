using CycleSim.Configuration;
using CycleSim.Configuration.Files;

namespace CycleSim.Training.Running;

/// <summary>The files of a run in its folder. While it lives, no other process trains there.</summary>
internal sealed class RunFiles : IDisposable
{
    private readonly FileLock _lock;

    private RunFiles(string folder, bool resumes, FileLock alone)
    {
        Folder = folder;
        Resumes = resumes;
        _lock = alone;
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

    /// <summary>Takes a folder, which is made if need be, until it is disposed of: when everything is written.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="resumes">Whether to go on with the run that is there.</param>
    /// <exception cref="InputException">The folder cannot be made, or has a run that was not asked for.</exception>
    /// <exception cref="LockedException">Another process trains in the folder.</exception>
    /// <exception cref="OutputException">The disk is full.</exception>
    public static RunFiles Open(string folder, bool resumes)
    {
        ArgumentNullException.ThrowIfNull(folder);
        OutputFile.CreateFolder("--out", folder);
        var files = new RunFiles(folder, resumes, FileLock.Acquire(Path.Combine(folder, "run"), $"--out {folder}"));
        // Another process may have been at work until this moment.
        if (resumes || !File.Exists(files.Log))
            return files;
        files.Dispose();
        throw new InputException($"--out {folder}: has a run already; --resume continues it, another folder starts anew");
    }

    /// <summary>Lets other processes train in the folder.</summary>
    public void Dispose() => _lock.Dispose();
}
