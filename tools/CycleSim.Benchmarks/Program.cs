using BenchmarkDotNet.Running;
using CycleSim.Benchmarks.Arrays;
using CycleSim.Benchmarks.Device;
using CycleSim.Benchmarks.Dram;
using CycleSim.Benchmarks.Kernel;
using CycleSim.Benchmarks.Steps;
using CycleSim.Benchmarks.Training;

// The quick modes need no report files and only seconds; everything else goes to BenchmarkDotNet.
if (args is ["kernel-quick"])
{
    KernelQuick.Run(Console.Out);
    return;
}

if (args is ["kernel-quick", string kind])
{
    KernelQuick.RunKind(Console.Out, kind);
    return;
}

if (args is ["dram-quick"])
{
    DramQuick.Run(Console.Out);
    return;
}

if (args is ["device-quick"])
{
    DeviceQuick.Run(Console.Out);
    return;
}

if (args is ["array-quick"])
{
    ArrayQuick.Run(Console.Out);
    return;
}

if (args is ["step-quick", .. string[] steps])
{
    StepQuick.Run(Console.Out, steps);
    return;
}

if (args is ["step-one", string mode, string network, string capacity])
{
    StepQuick.RunOne(Console.Out, mode, network, capacity);
    return;
}

if (args is ["training-quick"])
{
    TrainingQuick.Run(Console.Out);
    return;
}

BenchmarkSwitcher.FromAssembly(typeof(Program).Assembly).Run(args);
