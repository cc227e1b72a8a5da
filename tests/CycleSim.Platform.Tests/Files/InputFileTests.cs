using System.IO.Compression;
using System.Text;
using CsCheck;
using CycleSim.Platform.Files;
using CycleSim.Properties;
using CycleSim.Reference;

namespace CycleSim.Platform.Tests.Files;

[Collection("temporary files")]
public sealed class InputFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("cyclesim-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_pipe_is_read_like_a_file_as_often_as_needed()
    {
        string pipe = SpecialFiles.Pipe(Path.Combine(_folder, "pipe"));
        byte[] content = [.. Enumerable.Range(0, 1 << 18).Select(i => (byte)(i * 31))];
        SpecialFiles.Feed(pipe, content, () =>
        {
            using Stream first = InputFile.Open(pipe);
            Assert.Equal(content[0], first.ReadByte());
            Assert.Equal(content.Length, first.Length);
            first.Seek(-2, SeekOrigin.End);
            Assert.Equal(content[^2], first.ReadByte());
            first.Position = 70_000;
            Assert.Equal(content[70_000], first.ReadByte());
        });
        using Stream second = InputFile.Open(pipe);
        using var all = new MemoryStream();
        second.CopyTo(all);
        Assert.Equal(content, all.ToArray());
        InputFile.ForgetPipes();
        SpecialFiles.Feed(pipe, "another"u8.ToArray(), () =>
        {
            using var reader = new StreamReader(InputFile.Open(pipe));
            Assert.Equal("another", reader.ReadToEnd());
        });
        InputFile.ForgetPipes();
    }

    /// <summary>What a pipe gives can be read without being kept; a second reading says so instead of finding nothing.</summary>
    [Fact]
    public void A_pipe_may_be_read_once_without_a_copy()
    {
        byte[] content = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * 7))];
        string pipe = SpecialFiles.Pipe(Path.Combine(_folder, "once"));
        SpecialFiles.Feed(pipe, content, () =>
        {
            using Stream stream = InputFile.OpenOnce(pipe);
            Assert.False(stream.CanSeek);
            using var all = new MemoryStream();
            stream.CopyTo(all);
            Assert.Equal(content, all.ToArray());
        });
        Assert.Contains("read already", Assert.Throws<IOException>(() => InputFile.Open(pipe)).Message, StringComparison.Ordinal);
        Assert.Contains("read already", Assert.Throws<IOException>(() => InputFile.OpenOnce(pipe)).Message, StringComparison.Ordinal);
        InputFile.ForgetPipes();
        SpecialFiles.Feed(pipe, content, () =>
        {
            using (Stream look = InputFile.Open(pipe))
                Assert.Equal(content[0], look.ReadByte());
            using Stream stream = InputFile.OpenOnce(pipe);
            Assert.Equal(content.Length, stream.Length);
        });
        InputFile.ForgetPipes();
    }

    [Fact]
    public void No_more_of_a_pipe_is_read_than_is_asked_for()
    {
        using var endless = new SpooledInput(new EndlessStream());
        using var stream = new SpooledStream(endless);
        byte[] magic = new byte[8];
        Assert.Equal(8, stream.ReadAtLeast(magic, 8));
        Assert.Equal("yyyyyyyy", Encoding.ASCII.GetString(magic));
    }

    [Fact]
    public void Devices_without_an_end_and_folders_are_refused()
    {
        Assert.Contains("no end", Assert.Throws<IOException>(() => InputFile.Open("/dev/zero")).Message, StringComparison.Ordinal);
        Assert.Contains("no end", Assert.Throws<IOException>(() => InputFile.Open("/dev/urandom")).Message, StringComparison.Ordinal);
        Assert.Contains("folder", Assert.Throws<IOException>(() => InputFile.Open(_folder)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => InputFile.Open(Path.Combine(_folder, "none")));
        using Stream nothing = InputFile.Open("/dev/null");
        Assert.Equal(-1, nothing.ReadByte());
    }

    [Fact]
    public void What_cannot_be_kept_is_closed()
    {
        string? before = Environment.GetEnvironmentVariable("TMPDIR");
        using var source = new MemoryStream();
        try
        {
            Environment.SetEnvironmentVariable("TMPDIR", Path.Combine(_folder, "none"));
            Assert.ThrowsAny<IOException>(() => new SpooledInput(source));
        }
        finally
        {
            Environment.SetEnvironmentVariable("TMPDIR", before);
        }

        Assert.False(source.CanRead);
    }

    [Fact]
    [Trait("kind", "property")]
    public void Gzip_is_told_by_its_first_bytes() => Gen.Byte.Array[0, 300].ForAll(
        bytes =>
        {
            string plain = Path.Combine(_folder, "plain");
            // No plain content of ours begins like gzip.
            bytes = bytes is [0x1f, 0x8b, ..] ? bytes[1..] : bytes;
            File.WriteAllBytes(plain, bytes);
            Assert.Equal(bytes, Content(plain));
            string packed = Path.Combine(_folder, "packed");
            using (var gzip = new GZipStream(File.Create(packed), CompressionLevel.Fastest))
                gzip.Write(bytes);
            // Nothing at all is packed into nothing.
            Assert.Equal(bytes, Content(packed));
        }, cases: 200);

    private static byte[] Content(string path)
    {
        using Stream stream = InputFile.OpenDecompressed(path);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }

    private sealed class EndlessStream : MemoryStream
    {
        public override int Read(Span<byte> buffer)
        {
            buffer.Fill((byte)'y');
            return buffer.Length;
        }
    }
}
