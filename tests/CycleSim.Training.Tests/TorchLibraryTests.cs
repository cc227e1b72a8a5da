using CycleSim.Training.Native;
using TorchSharp;

namespace CycleSim.Training.Tests;

public sealed class TorchLibraryTests
{
    [Fact]
    public void Libtorch_loads_and_computes()
    {
        TorchLibrary.Load(1);
        using torch.Tensor sum = torch.ones(3).sum();
        Assert.Equal(3f, sum.item<float>());
        Assert.Equal(1, torch.get_num_threads());
    }

    [Fact]
    public void The_hash_is_that_of_the_binary_interface() => Assert.Equal(0x08922974u, GlibcxxVersion.ElfHash("GLIBCXX_3.4"));

    [Fact]
    public void What_is_no_library_stays_as_it_is() => Assert.False(GlibcxxVersion.MakeWeak(new byte[100], "GLIBCXX_3.4.32"));
}
