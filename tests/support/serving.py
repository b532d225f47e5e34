"""A running `dossier serve` on a copy of a corpus, for tests."""
import contextlib
import pathlib
import shutil
import subprocess
import tempfile

PATIENCE = 60  # seconds; a build with sanitizers is slow


class Served(str):
    """The address; `pid` is the server's process."""
    pid = 0


@contextlib.contextmanager
def serving(dossier, corpus, *options, copied=False):
    """Yields the address, "http://127.0.0.1:40123". `copied`: the corpus is not changed."""
    with tempfile.TemporaryDirectory(prefix="dossier-serve-") as folder:
        if copied:
            corpus = shutil.copytree(corpus, pathlib.Path(folder) / "c")
        process = subprocess.Popen([dossier, "-C", str(corpus), "serve", "--port", "0", "--quiet", *options],
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        try:
            line = process.stdout.readline()
            if not line:
                raise AssertionError(process.stderr.read())
            served = Served(line.strip().rstrip("/"))
            served.pid = process.pid
            yield served
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)
        if process.returncode != 0:
            raise AssertionError(f"serve ended with {process.returncode}")
