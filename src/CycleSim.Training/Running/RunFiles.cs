using CycleSim.Platform;
using CycleSim.Platform.Files;
using CycleSim.TrainingRuns;

namespace CycleSim.Training.Running;

/// <summary>The files of a run in its folder. While it lives, no other process trains there.</summary>
internal sealed class RunFiles : IDisposable
{
    private readonly FileLock _lock;

    private RunFiles(string folder, bool resumes, FileLock alone)
    {
        Paths = new TrainingFiles(folder);
        Resumes = resumes;
        _lock = alone;
    }

    /// <summary>Where its files are.</summary>
    public TrainingFiles Paths { get; }

    /// <summary>Whether the run continues from its checkpoint, if there is one.</summary>
    public bool Resumes { get; }

    /// <summary>Takes a folder, which is made if need be, until it is disposed of: when everything is written.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="resumes">Whether to continue the run that is there.</param>
    /// <exception cref="InputException">The folder cannot be made, or has a run that was not asked for.</exception>
    /// <exception cref="LockedException">Another process trains in the folder.</exception>
    /// <exception cref="OutputException">The disk is full.</exception>
    public static RunFiles Open(string folder, bool resumes)
    {
        ArgumentNullException.ThrowIfNull(folder);
        OutputFile.CreateFolder("--out", folder);
        var files = new RunFiles(folder, resumes, FileLock.Acquire(Path.Combine(folder, "run"), $"--out {folder}"));
        // Another process may have been at work until this moment.
        if (resumes || !File.Exists(files.Paths.Log))
            return files;
        files.Dispose();
        throw new InputException($"--out {folder}: has a run already; --resume continues it, another folder starts anew");
    }

    /// <summary>Lets other processes train in the folder.</summary>
    public void Dispose() => _lock.Dispose();
}
