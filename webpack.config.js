// Merged by the JupyterLab builder: the kernel's Python travels as text.
module.exports = {
  module: { rules: [{ test: /\.py$/, type: 'asset/source' }] }
};
