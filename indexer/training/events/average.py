"""The mean of the weights of models that went on from one another: python3 average.py A.pt B.pt OUT.pt"""
import sys

import torch


def main():
    models = [torch.load(path, map_location="cpu", weights_only=True) for path in sys.argv[1:-1]]
    state = {name: sum(m["state"][name] for m in models) / len(models) for name in models[0]["state"]}
    torch.save(dict(models[0], state=state), sys.argv[-1])


if __name__ == "__main__":
    main()
