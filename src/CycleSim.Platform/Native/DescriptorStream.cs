using System.Runtime.InteropServices;

namespace CycleSim.Platform.Native;

/// <summary>
/// Writes to a descriptor that the process was started with. The streams of the class library continue in silence when nobody reads a pipe
/// any more, or do not share the position in a file with other processes.
/// </summary>
/// <param name="descriptor">Number of the descriptor; 1 is standard output.</param>
/// <param name="isBestEffort">Whether what cannot be written is passed over: messages on standard error have nowhere else to go.</param>
internal sealed class DescriptorStream(int descriptor, bool isBestEffort = false) : Stream
{
    /// <inheritdoc />
    public override bool CanRead => false;

    /// <inheritdoc />
    public override bool CanSeek => false;

    /// <inheritdoc />
    public override bool CanWrite => true;

    /// <inheritdoc />
    public override long Length => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <inheritdoc />
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            nint written = SystemCalls.Write(descriptor, ref MemoryMarshal.GetReference(buffer), buffer.Length);
            if (written >= 0)
                buffer = buffer[(int)written..];
            else if (!CanGoOn(Marshal.GetLastPInvokeError()))
                return;
        }
    }

    /// <inheritdoc />
    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    /// <inheritdoc />
    public override void Flush()
    {
        // Nothing is kept back.
    }

    /// <inheritdoc />
    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    /// <inheritdoc />
    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    /// <inheritdoc />
    public override void SetLength(long value) => throw new NotSupportedException();

    private bool CanGoOn(int error)
    {
        if (error == SystemCalls.Interrupted)
            return true;
        if (error == SystemCalls.TryAgain)
        {
            // Another program has told a shared terminal not to wait.
            Thread.Sleep(1);
            return true;
        }

        if (isBestEffort)
            return false;
        throw error == SystemCalls.BadDescriptor
            ? new IOException("it is closed")
            : new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }
}
