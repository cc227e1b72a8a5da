using CycleSim.Configuration.Models;
using CycleSim.Workloads.Files;
using CycleSim.Workloads.Layers;
using CycleSim.Workloads.Lowering;

namespace CycleSim.Workloads.Tests.Networks;

/// <summary>The shipped networks and the reference tables that describe them.</summary>
internal static class ShippedNetworks
{
    public static readonly (string Network, string Table)[] Pairs =
    [
        ("lenet5-28x28-mnist", "lenet5_28x28_nopad"),
        ("lenet5-28x28-pad2-mnist", "lenet5_28x28_pad2"),
        ("lenet5-32x32-mnist", "lenet5_32x32"),
        ("alexnet-cifar10", "alexnet_3x3s2_3fc_cifar10"),
        ("alexnet-bearpaw-cifar10", "alexnet_bearpaw_cifar10"),
        ("vgg16-cifar10", "vgg16_kuangliu_cifar10"),
        ("vgg16-cifar100", "vgg16_kuangliu_cifar100"),
        ("vgg16-3fc512-cifar10", "vgg16_3fc512_nobn_cifar10"),
        ("vgg16-3fc4096-cifar10", "vgg16_3fc4096_nobn_cifar10"),
        ("resnet18-cifar10", "resnet18_kuangliu_cifar10"),
        ("resnet18-cifar100", "resnet18_kuangliu_cifar100"),
        ("resnet34-cifar10", "resnet34_kuangliu_cifar10"),
        ("resnet34-cifar100", "resnet34_kuangliu_cifar100"),
    ];

    /// <summary>All of them.</summary>
    public static TheoryData<string> Names => [.. ModelStore.Names(ModelKind.Networks)];

    /// <summary>Those of which every layer is lowered by its kind, as in version 0.1; the others are graphs of operators.</summary>
    public static TheoryData<string> LoweredByKinds => [.. ModelStore.Names(ModelKind.Networks).Where(IsLoweredByKinds)];

    private static bool IsLoweredByKinds(string name) => NetworkLoader.Load(name).Layers.All(layer =>
        layer is { Kind: ILoweredLayerKind, Settings: not WindowSettings });
}
