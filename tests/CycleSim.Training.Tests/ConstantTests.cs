using System.Runtime.CompilerServices;
using CycleSim.Training.Native;

namespace CycleSim.Training.Tests;

/// <summary>Numbers that operations take are there until these have read them.</summary>
public sealed class ConstantTests
{
    public ConstantTests() => TorchLibrary.Load(1);

    [Fact]
    public void A_number_that_only_libtorch_holds_is_not_collected()
    {
        WeakReference number = Taken();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        Assert.True(number.IsAlive);
        Assert.Same(number.Target, Constant.Of(0.8125));
        Assert.Same(Constant.One, Constant.Of(1));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Taken() => new(Constant.Of(0.8125));
}
