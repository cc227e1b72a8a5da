using CycleSim.Platform.Native;

namespace CycleSim.Platform.Files;

/// <summary>An output that is being written. It counts only once it is complete.</summary>
public sealed class PendingFile : IDisposable
{
    private const int BufferBytes = 1 << 16;

    private readonly OutputTarget _target;
    private readonly string _name;
    private readonly bool _keepsPart;
    private readonly Stream _inner;
    private readonly FileStream? _part;
    private readonly FileLock? _lock;
    private bool _isOver;

    internal PendingFile(OutputTarget target, string path, bool keepsPart)
    {
        (_target, _keepsPart) = (target, keepsPart);
        _name = target.Descriptor is { } standard ? StandardStreams.NameOf(standard, path) : path;
        if (target.Kind == FileKind.Stream)
        {
            _inner = target.OpenThrough(_name);
        }
        else
        {
            PartPath = OutputFile.PartOf(target.Path);
            _lock = keepsPart ? FileLock.Acquire(target.Path, path) : null;
            try
            {
                // A run that is killed loses nothing that its writer considered written.
                _part = ExclusiveFile.OpenPart(PartPath, keepsPart ? 0 : BufferBytes);
            }
            catch
            {
                _lock?.Dispose();
                throw;
            }

            // What is kept is there for the user from its first byte on.
            _inner = keepsPart ? new OutputStream(_part, PartPath, isThrough: true, ownsInner: true) : _part;
            if (!keepsPart)
                OutputFile.Register(PartPath);
        }

        Stream = new OutputStream(_inner, _name);
    }

    /// <summary>Name for messages.</summary>
    public string Name => _name;

    /// <summary>Takes the content; it cannot seek. Disposing of it does nothing.</summary>
    public Stream Stream { get; }

    /// <summary>The name of the file until it is complete; null for pipes and devices, which get everything at once.</summary>
    public string? PartPath { get; }

    /// <summary>Hands everything to the system and gives the file its name. An older file keeps its permissions.</summary>
    /// <exception cref="OutputException">Something could not be written.</exception>
    public void Complete()
    {
        Stream.Flush();
        try
        {
            if (_part is not null)
                Rename(_part);
            _isOver = true;
            OutputFile.NoteWhole(_name, PartPath);
        }
        catch (IOException problem)
        {
            throw OutputException.Of(_name, problem);
        }
        catch (UnauthorizedAccessException problem)
        {
            throw new OutputException($"{_name}: cannot be written: {problem.Message}", false);
        }
    }

    /// <summary>Closes the output. One that is not complete is removed, or stays under the name that it had.</summary>
    public void Dispose()
    {
        // As long as the file is open, nobody else can take its name.
        if (PartPath is not null && !_keepsPart && !_isOver)
        {
            OutputFile.Forget(PartPath);
            OutputFile.Remove(PartPath);
        }

        try
        {
            _inner.Dispose();
        }
        catch (Exception problem) when (problem is IOException or OutputException)
        {
            // What could not be written was reported when it was complete, or the output is given up.
        }

        _lock?.Dispose();
    }

    private void Rename(FileStream part)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(_target.Path))
            File.SetUnixFileMode(part.SafeFileHandle, File.GetUnixFileMode(_target.Path));
        // A disk across the network may find out only now that it is full.
        part.Flush(flushToDisk: true);
        // Renamed while it is open, so that no other writer can start in it; Windows does not rename open files.
        if (OperatingSystem.IsWindows())
            part.Dispose();
        // First, as the name may be that of another writer as soon as it is given up.
        OutputFile.Forget(PartPath!);
        File.Move(PartPath!, _target.Path, overwrite: true);
        // At once: until then nobody can read it.
        part.Dispose();
    }
}
